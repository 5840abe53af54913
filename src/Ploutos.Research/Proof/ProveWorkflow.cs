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
        ProofSubjects subjects = ProofSubjects.Of(
            experts,
            some => Bench(request, some, bars, cores, progress, cancellation)
        );
        var checks = new ProofChecks(time, progress, cancellation);
        Plan(subjects, checks, request.Noise);
        checks.Run();
        DateOnly[] calendar = TradingCalendar.Union(bars);
        return new()
        {
            Source = source,
            Simulated = subjects.All.Simulated,
            Experts = [.. experts.Select(e => e.Name)],
            Tickers = [.. bars.Select(b => b.Ticker)],
            From = calendar[0],
            To = calendar[^1],
            TestFrom = subjects.All.TestFrom,
            Budget = _budget.ToString(),
            Checks = checks.Done,
            LeftOut = checks.LeftOut,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
    }

    private static void Plan(ProofSubjects subjects, ProofChecks checks, int noise)
    {
        checks.Plan("rows of each part", SplitCheck.Run, subjects.All);
        checks.Plan("where the scaler and the weights come from", ScalerCheck.Run, subjects.Trained);
        checks.Plan("another future", FutureCheck.Run, subjects.All);
        checks.Plan("shuffled labels", ShuffledCheck.Run, subjects.Trained);
        foreach (ExpertDefinition foreign in subjects.Foreign)
            checks.LeaveOut(
                $"scaler, shuffled, planted, noise: the model of {foreign.Name} is the ONNX file"
                    + $" {Path.GetFileName(foreign.Foreign!.Path)}, which is not trained here"
            );
        if (subjects.OfFiles.Count > 0)
            checks.LeaveOut(
                $"planted{(noise > 0 ? ", noise" : "")} of"
                    + $" {string.Join(", ", subjects.OfFiles.Select(e => e.Name))}: the files of its columns"
                    + " hold nothing of the tickers of a made-up market"
            );
        checks.Plan("a planted signal", PlantedCheck.Run, subjects.MadeUp);
        if (subjects.All.Experts.Any(e => e.HasRiskModel))
            PlanMarket(subjects.All, checks);
        if (noise > 0)
            checks.Plan("pure noise", b => NoiseCheck.Run(b, noise), subjects.MadeUp);
    }

    /// <summary>The checks of the market that the risk model reads.</summary>
    private static void PlanMarket(ProofBench bench, ProofChecks checks)
    {
        MarketStage stage = MarketStage.Of(bench);
        if (stage.Missing is { } reason)
        {
            checks.LeaveOut($"market-future, market-shuffled: {reason}");
            return;
        }

        checks.Plan("another future of one ticker", b => MarketFutureCheck.Run(b, stage), bench);
        checks.Plan("a shuffled market", b => MarketShuffleCheck.Run(b, stage), bench);
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
