using Ploutos.Experts.Trees;
using Ploutos.MarketData.Delivery;
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
using Ploutos.Workflows.Deploy;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workflows.Errors;
using Ploutos.Workflows.Parts;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows;

/// <summary>The workflows on one workspace; errors that the user can mend come out as
/// <see cref="PloutosException"/>.</summary>
/// <param name="workspace">Where everything lies.</param>
/// <param name="time">The clock.</param>
/// <param name="sources">How the sources on the network are reached; asked for when one is
/// needed.</param>
/// <param name="boosting">Gradient boosting; null where the program has none.</param>
/// <param name="own">What a program of one's own brings along.</param>
internal sealed partial class PloutosWorkflows(
    WorkspaceFolder workspace,
    TimeProvider time,
    Func<SourceSettings> sources,
    IGradientBoosting? boosting,
    OwnParts own
) : IPloutosWorkflows
{
    public DataReport Import(
        ImportRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new DataWorkflow(workspace, time).Import(request, progress, cancellation));

    public FetchReport Fetch(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new FetchWorkflow(workspace, time, sources).Fetch(request, progress, cancellation));

    public FetchReport Update(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new FetchWorkflow(workspace, time, sources).Update(request, progress, cancellation));

    public DataDiff Diff(string ticker, int? before, int? after) =>
        Read(() => new BarHistory(workspace, time).Diff(ticker, before, after));

    public IReadOnlyList<ExportedBars> ExportBars(
        BarExportRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Read(() => new BarHistory(workspace, time).Export(request, progress, cancellation));

    public DataReport Check(
        CheckRequest? request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Read(() => new CheckWorkflow(workspace, time, sources).Check(request ?? new(), progress, cancellation));

    public MarketCalendar Calendar(CalendarRequest request, IProgress<WorkflowEvent>? progress) =>
        UserErrors.Translate(() => new CalendarWorkflow(time).Show(request, progress));

    public IReadOnlyList<StoredSeries> Remove(IReadOnlyList<string> tickers) =>
        Write(() => new DataWorkflow(workspace, time).Remove(tickers));

    public StoredSeries Rename(string ticker, string name) =>
        Write(() => new DataWorkflow(workspace, time).Rename(ticker, name));

    public IReadOnlyList<UniverseOverview> ImportUniverses(string path, bool replace) =>
        Write(() => new MemberFile(workspace).Import(path, replace));

    public IReadOnlyList<UniverseOverview> Universes() => Read(new MemberFile(workspace).List);

    public IReadOnlyList<UniverseMember> UniverseMembers(string universe, DateOnly? day) =>
        Read(() => new MemberFile(workspace).Members(universe, day));

    public StoredSeries SetInstrument(SetRequest request) =>
        Write(() => new DataWorkflow(workspace, time).Set(request));

    public IReadOnlyList<StoredSeries> List() => Read(new DataWorkflow(workspace, time).List);

    public IReadOnlyList<TrainedSummary> Train(
        TrainRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new TrainWorkflow(workspace, time).Train(request, progress, cancellation));

    public IReadOnlyList<ExpertView> Experts() => Read(new ExpertsWorkflow(workspace, time).List);

    public ExpertView Expert(string name) => Read(() => new ExpertsWorkflow(workspace, time).Show(name));

    public ExpertView NewExpert(string name, bool replace) =>
        Write(() => new ExpertsWorkflow(workspace, time).New(name, replace));

    public IReadOnlyList<EnsembleView> Ensembles() => Read(new EnsemblesWorkflow(workspace).List);

    public EnsembleView CheckEnsemble(string? name) => Read(() => new EnsemblesWorkflow(workspace).Check(name));

    public EnsembleView NewEnsemble(string? name, bool replace) =>
        Write(() => new EnsemblesWorkflow(workspace).New(name, replace));

    public ExpertCheck CheckExpert(string name) => Read(() => new ExpertsWorkflow(workspace, time).Check(name));

    public Prediction Predict(
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new PredictWorkflow(workspace, time, sources).Predict(request, progress, cancellation));

    public PredictionBatch PredictMany(
        IReadOnlyList<string>? tickers,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        PredictionBatch batch = Write(() =>
            new PredictManyWorkflow(workspace, time, sources).Predict(tickers, request, progress, cancellation)
        );
        return batch with { Failures = [.. batch.Failures.Select(f => (f.Ticker, UserErrors.Of(f.Error) ?? f.Error))] };
    }

    public IReadOnlyList<(string Ticker, double Score)> Scores(
        IReadOnlyList<string> tickers,
        int most,
        bool acceptSerious,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Read(() =>
            new PredictWorkflow(workspace, time, sources).Scores(tickers, most, acceptSerious, progress, cancellation)
        );

    public ExpertForecast Forecast(
        string? expert,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new ForecastWorkflow(workspace, time, sources).Forecast(expert, request, progress, cancellation));

    public TickerExplanation Explain(ExplainRequest request) =>
        Read(() => new ExplainWorkflow(workspace, time).Explain(request));

    public IReadOnlyList<ExpertEvidence> Evidence() => Read(() => EvidenceView.OfAll(workspace));

    public ProofReport Prove(
        ProveRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new ProveWorkflow(workspace, time).Prove(request, progress, cancellation));

    public ShardReport ProveShard(
        ProveRequest request,
        ShardTask shard,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new ProveShardWorkflow(workspace, time).Prove(request, shard, progress, cancellation));

    public ProgramProof ProveProgram(
        ProgramProofRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Read(() => new ProgramProofWorkflow(workspace, time).Prove(request, progress, cancellation));

    public int ExportFeatures(FeatureExportRequest request) =>
        Read(() => new FeatureExport(workspace, time).Write(request));

    public IReadOnlyList<OptimizeSummary> Optimize(
        OptimizeRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new OptimizeWorkflow(workspace, time).Optimize(request, progress, cancellation));

    public BacktestResult Backtest(
        BacktestRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new BacktestWorkflow(workspace, time).Run(request, progress, cancellation));

    public JudgeReport Judge(JudgeRequest request) => Read(() => new JudgeWorkflow(workspace, time).Judge(request));

    public IReadOnlyList<BacktestSummary> Backtests() => Read(new BacktestFiles(workspace).List);

    public BacktestResult Backtest(string id) => Read(() => new BacktestFiles(workspace).Read(id));

    public DeployResult Deploy(
        DeployRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new DeployWorkflow(this, this, this, workspace).Deploy(request, progress, cancellation));

    public EvaluationResult Evaluate(
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new EvaluateWorkflow(workspace, time, boosting).Evaluate(request, progress, cancellation));

    public ShardReport EvaluateShard(
        EvaluateRequest request,
        ShardTask shard,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Write(() =>
            new EvaluateShardWorkflow(workspace, time, boosting).Evaluate(request, shard, progress, cancellation)
        );

    public DirectionStudyResult Study(
        DirectionStudyRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Use(
            () => new DirectionStudyWorkflow(workspace, time).Study(request, progress, cancellation),
            writes: request.Source is not null
        );

    public IReadOnlyList<DoctorCheck> Doctor() => new Doctor(workspace, time).Run();

    /// <summary>Work that changes nothing in the workspace.</summary>
    private T Read<T>(Func<T> work) => Use(work, writes: false);

    /// <summary>Work that may change the workspace.</summary>
    private T Write<T>(Func<T> work) => Use(work, writes: true);

    private T Use<T>(Func<T> work, bool writes) =>
        UserErrors.Translate(() =>
        {
            using IDisposable? use = WorkspaceUse.Enter(workspace, time, writes);
            return work();
        });
}
