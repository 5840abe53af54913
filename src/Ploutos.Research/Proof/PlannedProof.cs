using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
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

/// <summary>What is proven on which bars, before anything is trained.</summary>
internal sealed record PlannedProof
{
    // Part of a proof's id: units of another engine are not mixed with this one's.
    private const int UnitFormat = 1;

    /// <summary>The bars.</summary>
    public required IReadOnlyList<BarSeries> Bars { get; init; }

    /// <summary>Where they came from.</summary>
    public required string Source { get; init; }

    /// <summary>The experts that are asked for.</summary>
    public required IReadOnlyList<ExpertDefinition> Experts { get; init; }

    /// <summary>Which of them each check can be of.</summary>
    public required ProofSubjects Subjects { get; init; }

    /// <summary>The checks.</summary>
    public required ProofChecks Checks { get; init; }

    /// <summary>Hash of the bars.</summary>
    public required string DataHash { get; init; }

    /// <summary>Names bars, experts, settings and hyperparameters. How many markets of noise there are is no
    /// part of it: no market depends on that.</summary>
    public required string Id { get; init; }

    /// <summary>Reads the bars and plans the checks.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public static PlannedProof Of(
        WorkspaceFolder workspace,
        TimeProvider time,
        TrainingPipeline pipeline,
        ProofBudget budget,
        ProveRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (request.Noise < 0)
            throw new PloutosException(Fault.WrongUsage, $"noise must be 0 or more markets, but got {request.Noise}.")
            {
                Remedies = [new ChangeOption("noise", "0 or more")],
            };
        (IReadOnlyList<BarSeries> bars, string source) = new ProofBars(workspace, time).Read(
            request.Source,
            request.Tickers,
            budget.Tickers,
            progress,
            cancellation
        );
        var cores = new CoreBudget(Math.Clamp(request.Cores ?? Environment.ProcessorCount, 1, 64));
        var catalog = new ExpertCatalog(workspace);
        IReadOnlyList<ExpertDefinition> experts = catalog.Choose(request.Experts);
        ProofSubjects subjects = ProofSubjects.Of(
            experts,
            some =>
                new()
                {
                    Pipeline = pipeline,
                    Experts = some,
                    Bars = bars,
                    TestFrom = request.TestFrom ?? FirstTest(bars),
                    Cores = cores,
                    Window = request.Window,
                    Seed = request.Seed,
                    Budget = budget,
                    WithFiles = catalog.WithFiles,
                    Hyperparameters = expert => HyperparameterFile.Find(workspace, expert).Values,
                    Progress = progress,
                    Cancellation = cancellation,
                }
        );
        var checks = new ProofChecks(time, progress, cancellation);
        Plan(subjects, checks, request.Noise);
        string hash = TrainingBars.HashOf(bars);
        return new()
        {
            Bars = bars,
            Source = source,
            Experts = experts,
            Subjects = subjects,
            Checks = checks,
            DataHash = hash,
            Id = IdOf(subjects.All, hash),
        };
    }

    private static DateOnly FirstTest(IReadOnlyList<BarSeries> bars)
    {
        DateOnly[] calendar = TradingCalendar.Union(bars);
        return calendar[(int)(calendar.Length * 0.85)];
    }

    private static void Plan(ProofSubjects subjects, ProofChecks checks, int noise)
    {
        checks.Plan("split", "rows of each part", SplitCheck.Run, subjects.All, static _ => 0.5);
        checks.Plan(
            "scaler",
            "where the scaler and the weights come from",
            ScalerCheck.Run,
            subjects.Trained,
            static b => 2 * b.EpochsOfBits
        );
        checks.Plan("future", "another future", FutureCheck.Run, subjects.All, static b => b.Epochs + b.Cuts);
        checks.Plan(
            "shuffled",
            "shuffled labels",
            ShuffledCheck.Run,
            subjects.Trained,
            static b => b.Shuffles * b.Epochs
        );
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
        checks.Plan("planted", "a planted signal", PlantedCheck.Run, subjects.MadeUp, static b => b.EpochsOfPlanted);
        if (subjects.All.Experts.Any(e => e.HasRiskModel))
            PlanMarket(subjects.All, checks);
        if (noise > 0 && subjects.MadeUp is { } bench)
            checks.Plan(NoiseCheck.Plan(bench, noise));
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

        checks.Plan(
            "market-future",
            "another future of one ticker",
            b => MarketFutureCheck.Run(b, stage),
            bench,
            static _ => 1
        );
        checks.Plan(
            "market-shuffled",
            "a shuffled market",
            b => MarketShuffleCheck.Run(b, stage),
            bench,
            static _ => 1
        );
    }

    private static string IdOf(ProofBench bench, string bars)
    {
        ProofBudget b = bench.Budget;
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{UnitFormat} {bars} {bench.TestFrom:yyyy-MM-dd} {bench.Window} {bench.Seed} {b.Epochs} {b.EpochsOfBits}"
                + $" {b.EpochsOfPlanted} {b.PlantedTickers} {b.PlantedBars} {b.Shuffles} {b.Cuts} {b.Resamples}"
        );
        foreach (ExpertDefinition expert in bench.Experts)
        {
            Hyperparameters h = bench.Hyperparameters(expert);
            text.Append(
                    CultureInfo.InvariantCulture,
                    $"\n{expert.Name} {expert.Digest} {h.LearningRate} {h.BatchSize} {h.Dropout} {h.WeightDecay}"
                        + $" {h.Epochs} {string.Join('-', h.Hidden)} {expert.Window}"
                )
                .Append(expert.Foreign is { } model ? $" {Hash(model.Read())}" : "");
            // What the files of columns say of these bars: a process with other files makes another proof.
            foreach (FileColumn column in expert.Columns)
            {
                foreach (BarSeries series in bench.Bars)
                    text.Append(' ').Append(Hash(MemoryMarshal.AsBytes(column.Values(series).AsSpan())));
            }
        }

        return Hash(Encoding.UTF8.GetBytes(text.ToString()))[..12];
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
