using Ploutos.Workflows.Data;
using Ploutos.Workflows.Predicting;
using Ploutos.Workflows.Searching;
using Ploutos.Workflows.Training;

namespace Ploutos.Workflows;

/// <summary>The workflows on one workspace; errors that the user can mend come out as <see cref="PloutosException"/>.</summary>
internal sealed class PloutosWorkflows(Workspace workspace, TimeProvider time) : IPloutosWorkflows
{
    public DataReport Import(ImportRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
        => UserErrors.Translate(() => new DataWorkflow(workspace, time).Import(request, progress, cancellation));

    public DataReport Check(ImportRequest? request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
        => UserErrors.Translate(() => new DataWorkflow(workspace, time).Check(request, progress, cancellation));

    public IReadOnlyList<StoredSeries> List() => UserErrors.Translate(new DataWorkflow(workspace, time).List);

    public IReadOnlyList<TrainedSummary> Train(TrainRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
        => UserErrors.Translate(() => new TrainWorkflow(workspace, time).Train(request, progress, cancellation));

    public Prediction Predict(PredictRequest request) => UserErrors.Translate(() => new PredictWorkflow(workspace, time).Predict(request));

    public int ExportFeatures(string ticker, string path) => UserErrors.Translate(() => new FeatureExport(workspace, time).Write(ticker, path));

    public IReadOnlyList<OptimizeSummary> Optimize(OptimizeRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
        => UserErrors.Translate(() => new OptimizeWorkflow(workspace, time).Optimize(request, progress, cancellation));

    public DeployResult Deploy(DeployRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
        => UserErrors.Translate(() => new DeployWorkflow(this, workspace).Deploy(request, progress, cancellation));

    public IReadOnlyList<DoctorCheck> Doctor() => new Doctor(workspace, time).Run();
}

/// <summary>Makes the workflows of a workspace.</summary>
public static class WorkflowFactory
{
    /// <summary>The workflows on a workspace, with the clock they read.</summary>
    public static IPloutosWorkflows Create(Workspace workspace, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(time);
        return new PloutosWorkflows(workspace, time);
    }
}
