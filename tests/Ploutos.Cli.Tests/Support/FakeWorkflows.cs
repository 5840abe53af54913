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
using Ploutos.Workflows;
using Ploutos.Workflows.Deploy;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Tests;

/// <summary>Workflows that answer what a test puts into them, and remember what they were asked.</summary>
internal sealed partial class FakeWorkflows : IPloutosWorkflows
{
    public List<object?> Requests { get; } = [];

    public IReadOnlyList<WorkflowEvent> Events { get; init; } = [];

    public DataReport Report { get; init; } = Samples.Report(simulated: false);

    public IReadOnlyList<StoredSeries> Stored { get; init; } =
    [Samples.Stored("AAPL"), Samples.Stored("MSFT"), Samples.Stored("NVDA")];

    public IReadOnlyList<TrainedSummary> Trained { get; init; } =
    [Samples.Trained("momentum", 0.507, 0.49, 0.52), Samples.Trained("volatility", 0.664, 0.65, 0.68)];

    public Prediction Prediction { get; init; } = Samples.GuidePrediction();

    public IReadOnlyList<OptimizeSummary> Searches { get; init; } = [Samples.Search("momentum")];

    public IReadOnlyList<DoctorCheck> Checks { get; init; } =
    [new("workspace", HealthState.Ok, "can be written"), new("store", HealthState.Warning, "no bars yet")];

    public FetchReport Fetched { get; init; } = Samples.Fetched();

    public DataDiff Difference { get; init; } = Samples.Difference();

    public BacktestResult Tested { get; init; } = BacktestSample.Result();

    public Exception? Failure { get; init; }

    public DataReport Import(
        ImportRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Report, progress);

    public IReadOnlyList<StoredSeries> Remove(IReadOnlyList<string> tickers) =>
        Answer<IReadOnlyList<StoredSeries>>(tickers, [.. tickers.Select(ticker => Samples.Stored(ticker))]);

    public StoredSeries SetInstrument(SetRequest request) => Answer(request, Samples.Stored(request.Ticker));

    public IReadOnlyList<UniverseOverview> ImportUniverses(string path, bool replace) =>
        Answer((path, replace), (IReadOnlyList<UniverseOverview>)[]);

    public IReadOnlyList<UniverseOverview> KnownUniverses { get; init; } = [];

    public IReadOnlyList<UniverseOverview> Universes() => Answer("universes", KnownUniverses);

    public IReadOnlyList<UniverseMember> KnownMembers { get; init; } = [];

    public IReadOnlyList<UniverseMember> UniverseMembers(string universe, DateOnly? day) =>
        Answer(
            (universe, day),
            (IReadOnlyList<UniverseMember>)
                [.. KnownMembers.Where(m => m.Universe == universe && !(m.From > day) && !(m.To < day))]
        );

    public StoredSeries Rename(string ticker, string name) => Answer((ticker, name), Samples.Stored(name));

    public DataReport Check(
        CheckRequest? request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Report, progress);

    /// <summary>The calendars are data of the program: nothing to replace.</summary>
    public MarketCalendar Calendar(CalendarRequest request, IProgress<WorkflowEvent>? progress)
    {
        Requests.Add(request);
        return new CalendarWorkflow(TimeProvider.System).Show(request, progress);
    }

    public IReadOnlyList<StoredSeries> List() => Answer("list", Stored);

    public IReadOnlyList<TrainedSummary> Train(
        TrainRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<TrainedSummary> trained = Answer(request, Trained, progress);
        foreach (TrainedSummary expert in trained)
            progress?.Report(new ExpertTrained(expert));
        return trained;
    }

    public Prediction Predict(
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Prediction, progress);

    public PredictionBatch PredictMany(
        IReadOnlyList<string>? tickers,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Answer<PredictionBatch>(
            tickers,
            new([.. (tickers ?? ["A", "B"]).Select(t => Prediction with { Ticker = t })], PredictionFailures),
            progress
        );

    /// <summary>What tickers of a batch fail of.</summary>
    public IReadOnlyList<(string Ticker, Exception Error)> PredictionFailures { get; init; } = [];

    public IReadOnlyList<(string Ticker, double Score)> Scores(
        IReadOnlyList<string> tickers,
        int most,
        bool acceptSerious,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Answer<IReadOnlyList<(string, double)>>(
            tickers,
            [.. tickers.Take(most).Select(t => (t, Prediction.Score))],
            progress
        );

    public TickerExplanation Explain(ExplainRequest request) => Answer(request, Samples.GuideExplanation(), null);

    public ProofReport Prove(
        ProveRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Proof, progress);

    public ShardReport ProveShard(
        ProveRequest request,
        ShardTask shard,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(shard, ReportOf(shard), progress);

    private static ShardReport ReportOf(ShardTask shard) =>
        new()
        {
            Id = "e7",
            Shard = shard.Shard.ToString(),
            Units = 3,
            AllUnits = 12,
            DataHash = "d4",
            Seconds = 1,
            Folder = shard.Folder,
        };

    public ProgramProof ProveProgram(
        ProgramProofRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Samples.ProgramProof(passed: true), progress);

    public ProofReport Proof { get; init; } = Samples.Proof(passed: true);

    public IReadOnlyList<ExpertEvidence> Evidence() =>
        Answer<IReadOnlyList<ExpertEvidence>>("evidence", [Samples.Unproven("momentum")], null);

    public FetchReport Fetch(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Fetched, progress);

    public FetchReport Update(
        FetchRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Fetched, progress);

    public DataDiff Diff(string ticker, int? before, int? after) => Answer((ticker, before, after), Difference);

    public IReadOnlyList<ExportedBars> ExportBars(
        BarExportRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) =>
        Answer<IReadOnlyList<ExportedBars>>(
            request,
            [new("NVDA", false, "bars/NVDA.csv", 3019, new(2006, 1, 3), new(2017, 12, 29))],
            progress
        );

    public int ExportFeatures(FeatureExportRequest request) => Answer(request, 252);

    public IReadOnlyList<OptimizeSummary> Optimize(
        OptimizeRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Searches, progress);

    public BacktestResult Backtest(
        BacktestRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Tested, progress);

    public ExpertForecast Forecast(
        string? expert,
        PredictRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer((expert, request), ExpertSamples.Forecast, progress);

    public IReadOnlyList<ExpertView> Experts() => Answer("experts", ExpertSamples.All);

    public ExpertView Expert(string name) => Answer(name, ExpertSamples.Own);

    public ExpertView NewExpert(string name, bool replace) => Answer((name, replace), ExpertSamples.Own);

    public IReadOnlyList<EnsembleView> Ensembles() => Answer("ensembles", ExpertSamples.Ensembles);

    public EnsembleView CheckEnsemble(string? name) => Answer(name ?? "current", ExpertSamples.Ensembles[1]);

    public EnsembleView NewEnsemble(string? name, bool replace) => Answer((name, replace), ExpertSamples.Ensembles[1]);

    public ExpertCheck CheckExpert(string name) => Answer(name, ExpertSamples.Check);

    public JudgeReport Judge(JudgeRequest request) => Answer(request, JudgeSample.Report);

    public IReadOnlyList<BacktestSummary> Backtests() => Answer<IReadOnlyList<BacktestSummary>>("backtests", []);

    public BacktestResult Backtest(string id) => Answer(id, Tested);

    public DeployResult Deploy(
        DeployRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, new DeployResult(Report, Searches, Trained, Prediction), progress);

    public EvaluationResult Evaluate(
        EvaluateRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, Samples.Evaluation(), progress);

    public ShardReport EvaluateShard(
        EvaluateRequest request,
        ShardTask shard,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(shard, ReportOf(shard), progress);

    public DirectionStudyResult Study(
        DirectionStudyRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Answer(request, StudySample.Result(), progress);

    public IReadOnlyList<DoctorCheck> Doctor() => Answer("doctor", Checks);

    private T Answer<T>(object? request, T answer, IProgress<WorkflowEvent>? progress = null)
    {
        Requests.Add(request);
        foreach (WorkflowEvent happened in Events)
            progress?.Report(happened);
        return Failure is null ? answer : throw Failure;
    }
}
