using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural.Threading;
using Ploutos.Research.Training;
using Ploutos.Workspace;
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
        (IReadOnlyList<BarSeries> bars, string source) = new ProofBars(workspace, time).Read(
            request.Source,
            request.Tickers,
            _budget.Tickers,
            progress,
            cancellation
        );
        var cores = new CoreBudget(Math.Clamp(request.Cores ?? Environment.ProcessorCount, 1, 64));
        IReadOnlyList<ExpertDefinition> experts = new ExpertCatalog(workspace).Choose(request.Experts);
        ProofBench bench = Bench(request, experts, bars, cores, progress, cancellation);
        ProofBench? Only(ExpertDefinition[] some) =>
            some.Length == experts.Count ? bench
            : some.Length == 0 ? null
            : Bench(request, some, bars, cores, progress, cancellation);
        ExpertDefinition[] ofTraining = [.. experts.Where(e => e.Foreign is null)];
        ProofBench? trained = Only(ofTraining);
        // A made-up market has no rows in the user's files.
        ExpertDefinition[] ofBars = [.. ofTraining.Where(e => e.Columns.IsEmpty)];
        ProofBench? madeUp = ofBars.Length == ofTraining.Length ? trained : Only(ofBars);
        var leftOut = new List<string>();
        var checks = new List<ProofCheck>();
        void Do(string name, Func<ProofBench, ProofCheck> check, ProofBench? own = null)
        {
            cancellation.ThrowIfCancellationRequested();
            long begun = time.GetTimestamp();
            progress?.Report(new StageStarted("prove", name));
            ProofCheck done = check(own ?? bench) with { Seconds = time.GetElapsedTime(begun).TotalSeconds };
            checks.Add(done);
            progress?.Report(
                new Note($"{(done.Passed ? "pass" : "FAIL")}: {done.Name}, {done.Claim}", IsWarning: !done.Passed)
            );
        }

        Do("rows of each part", SplitCheck.Run);
        if (trained is not null)
            Do("where the scaler and the weights come from", ScalerCheck.Run, trained);
        Do("another future", FutureCheck.Run);
        if (trained is not null)
            Do("shuffled labels", ShuffledCheck.Run, trained);
        foreach (ExpertDefinition foreign in experts.Except(ofTraining))
        {
            leftOut.Add(
                $"scaler, shuffled, planted, noise: the model of {foreign.Name} is the ONNX file"
                    + $" {Path.GetFileName(foreign.Foreign!.Path)}, which is not trained here"
            );
            progress?.Report(new Note($"left out: {leftOut[^1]}", IsWarning: true));
        }

        if (ofBars.Length < ofTraining.Length)
            leftOut.Add(
                $"planted{(request.Noise > 0 ? ", noise" : "")} of"
                    + $" {string.Join(", ", ofTraining.Except(ofBars).Select(e => e.Name))}: the files of its columns"
                    + " hold nothing of the tickers of a made-up market"
            );
        if (madeUp is not null)
            Do("a planted signal", PlantedCheck.Run, madeUp);
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

        if (request.Noise > 0 && madeUp is not null)
            Do("pure noise", b => NoiseCheck.Run(b, request.Noise), madeUp);
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
        IReadOnlyList<ExpertDefinition> experts,
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
            Experts = experts,
            Bars = bars,
            TestFrom = request.TestFrom ?? calendar[(int)(calendar.Length * 0.85)],
            Cores = cores,
            Window = request.Window,
            Seed = request.Seed,
            Budget = _budget,
            WithFiles = new ExpertCatalog(workspace).WithFiles,
            Hyperparameters = expert => HyperparameterFile.Find(workspace, expert).Values,
            Progress = progress,
            Cancellation = cancellation,
        };
    }
}
