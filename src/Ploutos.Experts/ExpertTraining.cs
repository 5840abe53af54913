using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Experts;

/// <summary>How an expert is trained, beside its hyperparameters.</summary>
public sealed record ExpertTrainingOptions
{
    /// <summary>What the search may choose; null for the expert's defaults.</summary>
    public Hyperparameters? Hyperparameters { get; init; }

    /// <summary>Bars that attention sees, L.</summary>
    public int Window { get; init; } = ExpertDefinition.DefaultWindow;

    /// <summary>Seed of weights, batches and dropout.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Epochs without a better validation loss before stopping.</summary>
    public int Patience { get; init; } = 15;

    /// <summary>Rows an epoch draws; null for all (<see cref="TrainingOptions.EpochRows"/>).</summary>
    public int? EpochRows { get; init; }

    /// <summary>Lets a larger learning set use larger batches, with a learning rate and a weight decay to match
    /// (<see cref="BatchScaling"/>).</summary>
    public bool AutoBatch { get; init; }

    /// <summary>False for a plain network, which sees one bar.</summary>
    public bool Attention { get; init; } = true;

    /// <summary>False for cross-entropy (alpha 1, gamma 0).</summary>
    public bool FocalLoss { get; init; } = true;

    /// <summary>False weighs both classes alike, whatever their frequencies.</summary>
    public bool ClassWeights { get; init; } = true;

    /// <summary>False keeps the learning rate at its peak from the first epoch to the last.</summary>
    public bool Schedule { get; init; } = true;

    /// <summary>What early stopping watches; null for the validation loss
    /// (<see cref="TrainingOptions.Criterion"/>).</summary>
    public Func<int, double, double>? Criterion { get; init; }

    /// <summary>Bars that the network really sees: 1 without attention.</summary>
    public int BarsSeen => Attention ? Window : 1;
}

/// <summary>A network fitted for an expert, not yet calibrated.</summary>
public sealed record FittedExpert
{
    /// <summary>The training days' scaler.</summary>
    public required StandardScaler Scaler { get; init; }

    /// <summary>The loss with its class weights.</summary>
    public required FocalLoss Loss { get; init; }

    /// <summary>The best epoch's weights and the history.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>Logit of class 1 minus class 0 on the validation rows; NaN without a whole
    /// window.</summary>
    public required double[] ValidationMargins { get; init; }

    /// <summary>The validation rows.</summary>
    public required ExpertRows Validation { get; init; }

    /// <summary>Rows that were learned from.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Frequency of class 1 among them.</summary>
    public required double TrainingRate { get; init; }

    /// <summary>How many times the batch of the hyperparameters a step had.</summary>
    public int BatchTimes { get; init; } = 1;
}

/// <summary>Fits an expert's network. Scaler and class weights come from the training days alone.</summary>
public static class ExpertTraining
{
    /// <summary>Fits the network of a table's expert on a split.</summary>
    /// <exception cref="ArgumentException">Too few rows, or a hyperparameter breaks its rule.</exception>
    public static FittedExpert Fit(
        ExpertTable table,
        DateSplit split,
        ExpertTrainingOptions options,
        CoreBudget cores,
        Func<EpochReport, bool>? onEpoch = null,
        Action? onStart = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        StandardScaler scaler = table.FitScaler(split);
        return Fit(
            table.Expert,
            scaler,
            table.Training(split, scaler),
            table.Validation(split, scaler, options.BarsSeen),
            options,
            cores,
            onEpoch,
            onStart,
            cancellation
        );
    }

    /// <summary>Fits the network of an expert on given rows, scaled by the training rows' scaler.</summary>
    /// <exception cref="ArgumentException">Too few rows, or a hyperparameter breaks its rule.</exception>
    public static FittedExpert Fit(
        ExpertDefinition expert,
        StandardScaler scaler,
        ExpertRows training,
        ExpertRows validation,
        ExpertTrainingOptions options,
        CoreBudget cores,
        Func<EpochReport, bool>? onEpoch = null,
        Action? onStart = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(expert);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(options);
        Hyperparameters given = options.Hyperparameters ?? expert.Defaults;
        NetworkShape shape = expert.Shape(given, options.Window, options.Attention);
        (int zero, int one) = training.Sequences.ClassCounts(options.BarsSeen);
        int times = options.AutoBatch
            ? BatchScaling.Times(Math.Min(zero + one, options.EpochRows ?? int.MaxValue), given.BatchSize)
            : 1;
        Hyperparameters hyperparameters = BatchScaling.Scale(given, times);
        FocalLoss loss = LossOf(options, (zero, one));
        var trainingOptions = new TrainingOptions
        {
            LearningRate = hyperparameters.LearningRate,
            BatchSize = hyperparameters.BatchSize,
            Epochs = hyperparameters.Epochs,
            EpochRows = options.EpochRows,
            Patience = options.Patience,
            Optimiser = new AdamWOptions { WeightDecay = hyperparameters.WeightDecay },
            Loss = loss,
            Seed = options.Seed,
            Criterion = options.Criterion,
        };
        if (!options.Schedule)
            trainingOptions = trainingOptions with { WarmupEpochs = 0, FloorFraction = 1 };
        TrainingResult result = NetworkTrainer.Train(
            shape,
            training.Sequences,
            validation.Sequences,
            trainingOptions,
            cores,
            onEpoch,
            onStart,
            cancellation
        );
        using var team = new WorkerTeam(1);
        double[] margins = SequenceEvaluator.Margins(result.Parameters, validation.Sequences, team, 1);
        return new()
        {
            Scaler = scaler,
            Loss = loss,
            Training = result,
            ValidationMargins = margins,
            Validation = validation,
            TrainingRows = zero + one,
            TrainingRate = (double)one / (zero + one),
            BatchTimes = times,
        };
    }

    private static FocalLoss LossOf(ExpertTrainingOptions options, (int Zero, int One) counts)
    {
        FocalLoss weighted = ClassWeighted(counts);
        FocalLoss loss = options.ClassWeights ? weighted : new FocalLoss();
        return options.FocalLoss ? loss : loss with { Alpha = 1, Gamma = 0 };
    }

    /// <summary>Focal loss whose class weights are inverse to the classes' frequencies and average
    /// 1 over the rows: N / (2 N_c).</summary>
    internal static FocalLoss ClassWeighted((int Zero, int One) counts)
    {
        double rows = counts.Zero + counts.One;
        return counts.Zero == 0 || counts.One == 0
            ? throw new ArgumentException(
                $"training needs rows of both classes, but got {counts.Zero} of class 0 and {counts.One} of class 1."
                    + $" Import more bars."
            )
            : new FocalLoss { Weight0 = rows / (2 * counts.Zero), Weight1 = rows / (2 * counts.One) };
    }
}
