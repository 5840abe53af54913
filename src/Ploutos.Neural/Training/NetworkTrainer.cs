using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Peak learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Loss-bearing bars a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>With a window above 1, how many of a batch's bars follow one another: longer runs
    /// share more context, shorter ones give batches that differ less from the whole (their
    /// statistics are the batch norms').</summary>
    public int RunLength { get; init; } = 8;

    /// <summary>Most epochs.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Loss-bearing bars an epoch draws, in whole batches, other ones each time; null for all there
    /// are.</summary>
    public int? EpochRows { get; init; }

    /// <summary>Epochs of linear warm-up.</summary>
    public int WarmupEpochs { get; init; } = 5;

    /// <summary>The learning rate's floor as a fraction of its peak; 1 with no warm-up keeps it
    /// constant.</summary>
    public double FloorFraction { get; init; } = 0.01;

    /// <summary>Epochs without a better validation loss before stopping.</summary>
    public int Patience { get; init; } = 15;

    /// <summary>The optimiser.</summary>
    public AdamWOptions Optimiser { get; init; } = new();

    /// <summary>The loss, its class weights included.</summary>
    public FocalLoss Loss { get; init; } = new();

    /// <summary>Seed of initial weights, batches and dropout.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>What early stopping watches instead of the validation loss: from the epoch, counted
    /// from 0, and its validation loss. Infinite where there is nothing to compare. Null for the
    /// validation loss itself.</summary>
    public Func<int, double, double>? Criterion { get; init; }

    /// <summary>Where the time of the steps is added up; null for no measuring.</summary>
    public StepProfile? Profile { get; init; }
}

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">Counted from 0.</param>
/// <param name="Epochs">Most epochs there will be.</param>
/// <param name="TrainLoss">Mean loss over the epoch's batches, each before its step.</param>
/// <param name="ValidationLoss">Mean loss on the validation rows after the epoch.</param>
/// <param name="LearningRate">This epoch's learning rate.</param>
/// <param name="BestLoss">Lowest so far of what early stopping watches.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    double TrainLoss,
    double ValidationLoss,
    double LearningRate,
    double BestLoss
);

/// <summary>A finished training.</summary>
/// <param name="Parameters">The best epoch's weights.</param>
/// <param name="BestLoss">Its validation loss, or what the criterion made of it.</param>
/// <param name="BestEpoch">The best epoch, counted from 0.</param>
/// <param name="History">All epochs.</param>
public sealed record TrainingResult(
    NetworkParameters Parameters,
    double BestLoss,
    int BestEpoch,
    IReadOnlyList<EpochReport> History
);

/// <summary>Trains a network by epochs: warm-up cosine learning rate, clipped AdamW, early
/// stopping on the validation loss with the best weights kept. The same seed and data give the same
/// bits at any number of cores.</summary>
public static class NetworkTrainer
{
    /// <summary>Multiply-adds of a step below which a further core would mostly wait at
    /// barriers.</summary>
    private const double LeastWorkACore = 3e6;

    /// <param name="shape">The network.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows to stop on.</param>
    /// <param name="options">How.</param>
    /// <param name="cores">Cores shared with other trainings: one is held throughout, more as long as no
    /// other training needs them.</param>
    /// <param name="onEpoch">Told of every epoch; false ends the training there.</param>
    /// <param name="cancellation">Ends the training at the next step.</param>
    /// <param name="onStart">Told when a core is held and the training begins.</param>
    /// <exception cref="ArgumentException">A dataset has too few rows.</exception>
    /// <exception cref="TrainingDivergedException">No epoch gave a finite validation
    /// loss.</exception>
    public static TrainingResult Train(
        NetworkShape shape,
        SequenceDataset training,
        SequenceDataset validation,
        TrainingOptions options,
        CoreBudget cores,
        Func<EpochReport, bool>? onEpoch = null,
        Action? onStart = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(cores);
        if (validation.UsableRows(shape.Window) == 0)
            throw new ArgumentException(
                $"validation needs at least one labelled row with {shape.Window} bars up to it, but has none.",
                nameof(validation)
            );
        var parameters = new NetworkParameters(shape);
        double work = TrainingNetwork.WorkOf(parameters, options.BatchSize);
        int most = (int)Math.Clamp(work / LeastWorkACore, 1, cores.Cores);
        using CoreShare share = cores.Enter(work, most, cancellation);
        onStart?.Invoke();
        using var team = new WorkerTeam(most);
        return Train(parameters, training, validation, options, share, team, onEpoch, cancellation);
    }

    private static TrainingResult Train(
        NetworkParameters parameters,
        SequenceDataset training,
        SequenceDataset validation,
        TrainingOptions options,
        CoreShare share,
        WorkerTeam team,
        Func<EpochReport, bool>? onEpoch,
        CancellationToken cancellation
    )
    {
        int window = parameters.Shape.Window;
        parameters.Initialise(options.Seed);
        var random = new Random(options.Seed);
        var plan = new BatchPlan(training, window, options.BatchSize, options.RunLength);
        var network = new TrainingNetwork(
            parameters,
            options.Loss,
            options.Optimiser,
            plan.Sequences * plan.Length,
            options.Seed
        )
        {
            Profile = options.Profile,
        };
        var schedule = new WarmupCosineSchedule(
            options.LearningRate,
            options.Epochs,
            options.WarmupEpochs,
            options.FloorFraction
        );
        var stopping = new EarlyStopping(parameters, options.Patience);
        var history = new List<EpochReport>(options.Epochs);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            plan.Shuffle(random);
            if (plan.Batches == 0)
                throw new ArgumentException(
                    $"training needs at least one batch of {plan.Sequences} x {plan.RunLength} rows, but has"
                        + $" {training.UsableRows(window)} usable rows.",
                    nameof(training)
                );
            double rate = schedule.At(epoch),
                sum = 0;
            long count = 0;
            int batches = Math.Min(plan.Batches, BatchesOf(options));
            for (int batch = 0; batch < batches; batch++)
            {
                cancellation.ThrowIfCancellationRequested();
                options.Profile?.BeginStep();
                plan.Fill(batch, network.Inputs, network.Labels);
                (double batchSum, int batchCount) = network.Step(plan.Sequences, plan.Length, rate, team, share.Cores);
                options.Profile?.EndStep();
                (sum, count) = (sum + batchSum, count + batchCount);
            }

            double loss = ValidationLoss(parameters, validation, options.Loss, share, team);
            bool stop = stopping.Report(epoch, options.Criterion?.Invoke(epoch, loss) ?? loss, parameters);
            var report = new EpochReport(
                epoch,
                options.Epochs,
                sum / Math.Max(1, count),
                loss,
                rate,
                stopping.BestLoss
            );
            history.Add(report);
            if (onEpoch?.Invoke(report) == false || stop)
                break;
        }

        if (stopping.BestEpoch < 0)
            throw new TrainingDivergedException(
                $"The training diverged: no epoch of {history.Count} gave a finite validation loss. Lower the learning"
                    + $" rate ({options.LearningRate})."
            );
        stopping.Restore(parameters);
        return new(parameters, stopping.BestLoss, stopping.BestEpoch, history);
    }

    /// <summary>Batches that an epoch draws, if there are as many.</summary>
    private static int BatchesOf(TrainingOptions options) =>
        options.EpochRows is { } rows ? Math.Max(1, rows / options.BatchSize) : int.MaxValue;

    private static double ValidationLoss(
        NetworkParameters parameters,
        SequenceDataset validation,
        FocalLoss loss,
        CoreShare share,
        WorkerTeam team
    ) =>
        SequenceEvaluator.MeanLoss(
            SequenceEvaluator.Margins(parameters, validation, team, share.Cores),
            validation,
            loss,
            parameters.Shape.Window
        );
}
