namespace Ploutos.Workflows;

/// <summary>
/// Everything Ploutos does, as the command and the web host ask for it. Each call works on one workspace, tells its progress, can be
/// cancelled, and throws <see cref="PloutosException"/> for whatever the user can mend.
/// </summary>
public interface IPloutosWorkflows
{
    /// <summary>Reads bars from a source, checks and stores them.</summary>
    DataReport Import(ImportRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default);

    /// <summary>Checks bars without storing them; null checks what is stored.</summary>
    DataReport Check(ImportRequest? request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default);

    /// <summary>What the store holds.</summary>
    IReadOnlyList<StoredSeries> List();

    /// <summary>Trains experts on the store's bars; one result an expert, as each ends.</summary>
    IReadOnlyList<TrainedSummary> Train(TrainRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default);

    /// <summary>Predicts one ticker from the store's bars.</summary>
    Prediction Predict(PredictRequest request);

    /// <summary>Writes date and features of a ticker as CSV; returns the number of rows.</summary>
    int ExportFeatures(string ticker, string path);

    /// <summary>Searches hyperparameters.</summary>
    IReadOnlyList<OptimizeSummary> Optimize(OptimizeRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default);

    /// <summary>Import, search, train, validate, predict; what an earlier start finished is not done again.</summary>
    DeployResult Deploy(DeployRequest request, IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default);

    /// <summary>Looks at the machine and the workspace.</summary>
    IReadOnlyList<DoctorCheck> Doctor();
}
