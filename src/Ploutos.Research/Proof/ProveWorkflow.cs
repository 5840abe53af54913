using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Research.Training;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Proof;

/// <summary>Puts the pipeline that trains the experts to the proof: nothing leaks, nothing is made
/// up, and what is there is found.</summary>
/// <param name="workspace">Where bars and searched hyperparameters lie; nothing is written
/// to it.</param>
/// <param name="time">The clock.</param>
/// <param name="pipeline">The pipeline under proof; null for the one that trains.</param>
/// <param name="budget">How far trainings go; null for the default.</param>
public sealed class ProveWorkflow(
    WorkspaceFolder workspace,
    TimeProvider time,
    TrainingPipeline? pipeline = null,
    ProofBudget? budget = null
)
{
    private readonly ProofBudget _budget = budget ?? new();

    /// <summary>Runs every check of the proof, one after the other, and reports each
    /// result.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public ProofReport Prove(ProveRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (request.Noise < 0)
            throw new PloutosException(Fault.WrongUsage, $"noise must be 0 or more markets, but got {request.Noise}.")
            {
                Remedies = [new ChangeOption("noise", "0 or more")],
            };
        long started = time.GetTimestamp();
        (IReadOnlyList<BarSeries> bars, string source) = Read(request, progress, cancellation);
        using var cores = new CoreBudget(Math.Clamp(request.Cores ?? Environment.ProcessorCount, 1, 64));
        ProofBench bench = Bench(request, bars, cores, progress, cancellation);
        var checks = new List<ProofCheck>();
        void Do(string name, Func<ProofBench, ProofCheck> check)
        {
            cancellation.ThrowIfCancellationRequested();
            long begun = time.GetTimestamp();
            progress?.Report(new StageStarted("prove", name));
            ProofCheck done = check(bench) with { Seconds = time.GetElapsedTime(begun).TotalSeconds };
            checks.Add(done);
            progress?.Report(
                new Note($"{(done.Passed ? "pass" : "FAIL")}: {done.Name}, {done.Claim}", IsWarning: !done.Passed)
            );
        }

        Do("rows of each part", SplitCheck.Run);
        Do("where the scaler and the weights come from", ScalerCheck.Run);
        Do("another future", FutureCheck.Run);
        Do("shuffled labels", ShuffledCheck.Run);
        Do("a planted signal", PlantedCheck.Run);
        var leftOut = new List<string>();
        if (bench.Experts.Any(e => e.HasRiskModel))
        {
            MarketStage stage = MarketStage.Of(bench);
            if (stage.Missing is { } reason)
            {
                leftOut.Add($"market-future, market-shuffled: {reason}");
                progress?.Report(new Note($"left out: {leftOut[^1]}", IsWarning: true));
            }
            else
            {
                Do("another future of one ticker", b => MarketFutureCheck.Run(b, stage));
                Do("a shuffled market", b => MarketShuffleCheck.Run(b, stage));
            }
        }

        if (request.Noise > 0)
            Do("pure noise", b => NoiseCheck.Run(b, request.Noise));
        DateOnly[] calendar = TradingCalendar.Union(bars);
        return new()
        {
            Source = source,
            Simulated = bench.Simulated,
            Experts = [.. bench.Experts.Select(e => e.Name)],
            Tickers = [.. bars.Select(b => b.Ticker)],
            From = calendar[0],
            To = calendar[^1],
            TestFrom = bench.TestFrom,
            Budget = _budget.ToString(),
            Checks = checks,
            LeftOut = leftOut,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
    }

    private ProofBench Bench(
        ProveRequest request,
        IReadOnlyList<BarSeries> bars,
        CoreBudget cores,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        DateOnly[] calendar = TradingCalendar.Union(bars);
        return new()
        {
            Pipeline = pipeline ?? TrainingPipeline.Production,
            Experts = new ExpertCatalog(workspace).Choose(request.Experts),
            Bars = bars,
            TestFrom = request.TestFrom ?? calendar[(int)(calendar.Length * 0.85)],
            Cores = cores,
            Window = request.Window,
            Seed = request.Seed,
            Budget = _budget,
            Hyperparameters = expert => HyperparameterFile.Find(workspace, expert).Values,
            Progress = progress,
            Cancellation = cancellation,
        };
    }

    /// <summary>Bars of the source, checked but not stored, or of the store; a sample of the
    /// tickers with the most bars.</summary>
    private (IReadOnlyList<BarSeries> Bars, string Source) Read(
        ProveRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        List<BarSeries> all = [];
        string source;
        if (request.Source is { } wanted)
        {
            BarSourceSpec spec = BarSourceSpec.Parse(wanted);
            DateTimeOffset now = time.GetUtcNow();
            SourceWalk.Run(
                new("read", spec) { Tickers = request.Tickers, Whole = true },
                delivered =>
                {
                    CheckedSeries result = QualityCheck.Run(delivered, spec.LastFinished(delivered.Ticker, now));
                    if (result.Series.Count > 0)
                        all.Add(result.Series);
                    return (ImportOutcome.Checked, result);
                },
                () => all,
                progress,
                cancellation
            );
            source = spec.ToString();
        }
        else
        {
            using BarStore store = new DataWorkflow(workspace, time).OpenStore();
            all.AddRange(TrainingBars.Read(store, request.Tickers, progress).Series);
            source = workspace.StorePath;
        }

        if (all.Count == 0)
            throw new NoDataException($"{source} holds no bars.");
        return (request.Tickers is { Count: > 0 } ? all : Sample(all), source);
    }

    private List<BarSeries> Sample(List<BarSeries> all)
    {
        if (all.Count <= _budget.Tickers)
            return all;
        int most = all.Max(b => b.Count);
        List<BarSeries> whole =
        [
            .. all.Where(b => b.Count >= 0.9 * most).OrderBy(b => b.Ticker, StringComparer.Ordinal),
        ];
        return whole.Count <= _budget.Tickers
            ? whole
            :
            [
                .. Enumerable
                    .Range(0, _budget.Tickers)
                    .Select(i => whole[(int)((long)i * whole.Count / _budget.Tickers)]),
            ];
    }
}
