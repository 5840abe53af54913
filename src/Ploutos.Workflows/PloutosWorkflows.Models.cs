using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Workflows.Errors;

namespace Ploutos.Workflows;

internal sealed partial class PloutosWorkflows
{
    public IReadOnlyList<ModelVersion> Models(string? expert) =>
        Read(() => new ModelsWorkflow(workspace, time).List(expert));

    public ModelSwitch UseModel(string expert, string version) =>
        Write(() => new ModelsWorkflow(workspace, time).Use(expert, version));

    public IReadOnlyList<ModelSwitch> RollbackModel(string? expert) =>
        Write(() => new ModelsWorkflow(workspace, time).Rollback(expert));

    public IReadOnlyList<ModelSwitch> PromoteModels(string? expert, string? version) =>
        Write(() => new ModelsWorkflow(workspace, time).Promote(expert, version));

    public ModelComparison DiffModels(string expert, string? before, string? after) =>
        Read(() => new ModelsWorkflow(workspace, time).Diff(expert, before, after));

    public ModelDiagnosis DiagnoseModels(string expert, IReadOnlyList<string> versions) =>
        Read(() => new ModelDiagnosisWorkflow(workspace, time).Diagnose(expert, versions));

    public IReadOnlyList<ImportantFeature> ModelImportance(
        string expert,
        string version,
        CancellationToken cancellation
    ) => Read(() => new ModelDiagnosisWorkflow(workspace, time).Importance(expert, version, cancellation));

    public ExportedModel ExportModel(ModelExportRequest request) =>
        Read(() => new ModelExportWorkflow(workspace).Export(request));
}
