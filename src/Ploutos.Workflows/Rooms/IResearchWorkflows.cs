using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.ExpertFiles;
using Ploutos.Research.Judge;
using Ploutos.Research.Programs;
using Ploutos.Research.Proof;
using Ploutos.Research.Sharding;
using Ploutos.Research.Studies;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Rooms;

/// <summary>Research: search, training, evaluation, proof, backtests. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IResearchWorkflows
{
    /// <summary>Trains experts on the store's bars; one result an expert, as each ends.</summary>
    IReadOnlyList<TrainedSummary> Train(
        TrainRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>All experts, the built-in ones first; one whose file is broken comes with the
    /// reason.</summary>
    IReadOnlyList<ExpertView> Experts();

    /// <summary>One expert, with the text of its file.</summary>
    ExpertView Expert(string name);

    /// <summary>Writes a commented file of an expert to begin with.</summary>
    ExpertView NewExpert(string name, bool replace);

    /// <summary>Reads an expert's file and tries its inputs and label on the stored bars.</summary>
    ExpertCheck CheckExpert(string name);

    /// <summary>All ensembles, the published one first; one whose file is broken comes with the
    /// reason.</summary>
    IReadOnlyList<EnsembleView> Ensembles();

    /// <summary>Reads an ensemble's file, and says what keeps it from making signals.</summary>
    /// <param name="name">Its name; null for the one that makes the signals.</param>
    EnsembleView CheckEnsemble(string? name);

    /// <summary>Writes a commented file of an ensemble to begin with.</summary>
    /// <param name="name">Its name; null for the one that makes the signals.</param>
    /// <param name="replace">Replace a file that exists.</param>
    EnsembleView NewEnsemble(string? name, bool replace);

    /// <summary>How each trained expert stands against its baselines, by the test of its own
    /// model.</summary>
    IReadOnlyList<ExpertEvidence> Evidence();

    /// <summary>Puts the training pipeline to the proof; what fails is in the report.</summary>
    ProofReport Prove(
        ProveRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Makes one share of a proof's units in a folder that other processes see, too; a proof with
    /// <see cref="ProveRequest.Merge"/> puts them together.</summary>
    ShardReport ProveShard(
        ProveRequest request,
        ShardTask shard,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Puts a program of the user's to the proof: it runs on the bars as they are and on bars with
    /// another future. Only for callers who may start programs, never for a page or an API.</summary>
    ProgramProof ProveProgram(
        ProgramProofRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Writes date and features of a ticker as CSV; returns the number of rows. Needs no
    /// model. A file that exists is refused, unless it is to be replaced.</summary>
    int ExportFeatures(FeatureExportRequest request);

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

    /// <summary>Says what returns, signals or forecasts of a file are worth.</summary>
    JudgeReport Judge(JudgeRequest request);

    /// <summary>The backtests that were kept, the newest first.</summary>
    IReadOnlyList<BacktestSummary> Backtests();

    /// <summary>One of them.</summary>
    BacktestResult Backtest(string id);

    /// <summary>Holds V7.1 against V7 and baselines, out of sample; what an earlier start finished
    /// is not done again.</summary>
    EvaluationResult Evaluate(
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Makes one share of an evaluation's units in a folder that other processes see, too; an
    /// evaluation with <see cref="EvaluateRequest.Merge"/> puts them together.</summary>
    ShardReport EvaluateShard(
        EvaluateRequest request,
        ShardTask shard,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Says what simple signals know of the order of tickers' returns, and what is left of it after
    /// costs.</summary>
    DirectionStudyResult Study(
        DirectionStudyRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );
}
