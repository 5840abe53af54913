using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Columns;
using Ploutos.Neural.Threading;
using Ploutos.Research.Training;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Proof;

/// <summary>What a check works on: the pipeline under proof, bars, experts, a budget, and how to
/// tell progress.</summary>
internal sealed class ProofBench
{
    private readonly Dictionary<string, PipelineRun> _references = [];
    private readonly Dictionary<string, ServedForeign> _foreign = [];
    private ExpertTable[]? _tables;

    public required TrainingPipeline Pipeline { get; init; }

    public required IReadOnlyList<ExpertDefinition> Experts { get; init; }

    /// <summary>The tickers' bars.</summary>
    public required IReadOnlyList<BarSeries> Bars { get; init; }

    public required DateOnly TestFrom { get; init; }

    public required CoreBudget Cores { get; init; }

    public required int Window { get; init; }

    public required int Seed { get; init; }

    public required ProofBudget Budget { get; init; }

    /// <summary>The hyperparameters of an expert, as a training would take them.</summary>
    public required Func<ExpertDefinition, Hyperparameters> Hyperparameters { get; init; }

    /// <summary>An expert with other files of columns behind its inputs.</summary>
    public Func<ExpertDefinition, Func<ColumnFile, ColumnFile>, ExpertDefinition> WithFiles { get; init; } =
        static (expert, _) => expert;

    public IProgress<WorkflowEvent>? Progress { get; init; }

    public CancellationToken Cancellation { get; init; }

    public bool Simulated => Bars[0].Origin == DataOrigin.Simulated;

    /// <summary>The pipeline's tables of the bars as they are.</summary>
    public ExpertTable[] Tables => _tables ??= Pipeline.Tables(Experts, Bars);

    /// <summary>The split of an expert.</summary>
    public DateSplit Split(ExpertDefinition expert, IReadOnlyList<BarSeries>? bars = null, DateOnly? testFrom = null) =>
        Pipeline.Split(TradingCalendar.Union(bars ?? Bars), testFrom ?? TestFrom, expert.Label.Horizon, Window);

    /// <summary>The model of another program that answers for an expert; read once.</summary>
    public ServedForeign ForeignOf(ExpertDefinition expert)
    {
        if (!_foreign.TryGetValue(expert.Name, out ServedForeign? model))
            _foreign[expert.Name] = model = ForeignTraining.Read(expert);
        return model;
    }

    /// <summary>The pipeline on a table, within the budget.</summary>
    public PipelineRun Fit(ExpertTable table, DateSplit split, int epochs, int seed)
    {
        Cancellation.ThrowIfCancellationRequested();
        Hyperparameters own = Hyperparameters(table.Expert);
        var options = new ExpertTrainingOptions
        {
            Hyperparameters = own with { Epochs = Math.Min(epochs, own.Epochs) },
            Window = Window,
            Seed = seed,
        };
        return ServedTraining.AsServed(
            Pipeline.Run(table, split, options, Cores, cancellation: Cancellation),
            table,
            split
        );
    }

    /// <summary>The pipeline on the bars as they are; run once an expert.</summary>
    public PipelineRun Reference(int expert)
    {
        ExpertTable table = Tables[expert];
        if (!_references.TryGetValue(table.Expert.Name, out PipelineRun? run))
            _references[table.Expert.Name] = run = Fit(table, Split(table.Expert), Budget.Epochs, Seed);
        return run;
    }

    /// <summary>Tells that one of a check's steps is done.</summary>
    public void Tell(string check, string item, int done, int total) =>
        Progress?.Report(new ItemDone($"prove {check}", item, done, total));
}

/// <summary>How far trainings go in a proof. A leak shows early; a last digit of skill is not the
/// question.</summary>
public sealed record ProofBudget
{
    /// <summary>Tickers at most, spread evenly over those with the most bars.</summary>
    public int Tickers { get; init; } = 12;

    /// <summary>Epochs of a training on the bars.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Epochs of a training whose bits alone are compared.</summary>
    public int EpochsOfBits { get; init; } = 2;

    /// <summary>Epochs of a training on the simulated market.</summary>
    public int EpochsOfPlanted { get; init; } = 25;

    /// <summary>Tickers of the simulated market.</summary>
    public int PlantedTickers { get; init; } = 10;

    /// <summary>Bars a ticker of the simulated market.</summary>
    public int PlantedBars { get; init; } = 3000;

    /// <summary>Times that the labels are shuffled, an expert.</summary>
    public int Shuffles { get; init; } = 3;

    /// <summary>Days after which the bars are corrupted.</summary>
    public int Cuts { get; init; } = 4;

    /// <summary>Resamples of an interval.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>The budget in words, for a report.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"at most {Tickers} tickers, trainings of at most {Epochs} epochs ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"({EpochsOfPlanted} on the simulated market, {EpochsOfBits} where only bits are compared)"
        );
}
