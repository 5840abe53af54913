using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workflows.Deploy;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows;

/// <summary>Everything Ploutos does, as the command and the web host ask for it. Each call works
/// on one workspace, tells its progress, can be cancelled, and throws
/// <see cref="PloutosException"/> for whatever the user can mend.</summary>
public partial interface IPloutosWorkflows
{
    /// <summary>Reads bars from a source, checks and stores them.</summary>
    DataReport Import(
        ImportRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Fetches tickers from a source on the network, several side by side; of known ones
    /// only the days that are missing. A ticker's failure is in its result and does not stop the
    /// others; where all fail, it is an error.</summary>
    FetchReport Fetch(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>The same for tickers that are stored already; without names, for all that came from
    /// the network.</summary>
    FetchReport Update(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>How two vintages of a stored ticker differ; by default the newest from the one
    /// before it.</summary>
    DataDiff Diff(string ticker, int? before = null, int? after = null);

    /// <summary>Writes stored bars as CSV files, which can be imported again.</summary>
    IReadOnlyList<ExportedBars> ExportBars(
        BarExportRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Checks bars without storing them; null checks what is stored.</summary>
    DataReport Check(
        CheckRequest? request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>What the store holds.</summary>
    IReadOnlyList<StoredSeries> List();

    /// <summary>Trains experts on the store's bars; one result an expert, as each ends.</summary>
    IReadOnlyList<TrainedSummary> Train(
        TrainRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Predicts one ticker: fetches its bars where they are unknown or stale, and trains
    /// the experts where there are none at all.</summary>
    Prediction Predict(
        PredictRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Why the experts say what they say of a stored ticker: what each feature and each
    /// day of the window added.</summary>
    TickerExplanation Explain(ExplainRequest request);

    /// <summary>How each trained expert stands against its baselines, by the test of its own
    /// model.</summary>
    IReadOnlyList<ExpertEvidence> Evidence();

    /// <summary>Puts the training pipeline to the proof; what fails is in the report.</summary>
    ProofReport Prove(
        ProveRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Writes date and features of a ticker as CSV, of the bars as delivered where they
    /// are asked for unrepaired; returns the number of rows. A file that exists is refused, unless it
    /// is to be replaced.</summary>
    int ExportFeatures(string ticker, string path, bool unrepaired = false, bool replace = false);

    /// <summary>Searches hyperparameters.</summary>
    IReadOnlyList<OptimizeSummary> Optimize(
        OptimizeRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Trades out-of-sample signals on the store's bars, beside a benchmark; the trial is
    /// counted, the result kept with a report.</summary>
    BacktestResult Backtest(
        BacktestRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>The backtests that were kept, the newest first.</summary>
    IReadOnlyList<BacktestSummary> Backtests();

    /// <summary>One of them.</summary>
    BacktestResult Backtest(string id);

    /// <summary>Import, search, train, validate, predict; what an earlier start finished is not
    /// done again.</summary>
    DeployResult Deploy(
        DeployRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Holds V7.1 against V7 and baselines, out of sample; what an earlier start finished
    /// is not done again.</summary>
    EvaluationResult Evaluate(
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Looks at the machine and the workspace.</summary>
    IReadOnlyList<DoctorCheck> Doctor();
}
