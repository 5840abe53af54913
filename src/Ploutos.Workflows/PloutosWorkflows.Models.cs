using Ploutos.Research.Models;

namespace Ploutos.Workflows;

internal sealed partial class PloutosWorkflows
{
    public IReadOnlyList<ModelVersion> Models(string? expert) =>
        UserErrors.Translate(() => new ModelsWorkflow(workspace, time).List(expert));

    public ModelSwitch UseModel(string expert, string version) =>
        UserErrors.Translate(() => new ModelsWorkflow(workspace, time).Use(expert, version));

    public IReadOnlyList<ModelSwitch> RollbackModel(string? expert) =>
        UserErrors.Translate(() => new ModelsWorkflow(workspace, time).Rollback(expert));
}
