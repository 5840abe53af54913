using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Splits;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Experts.Selection;

/// <summary>What the folds chose.</summary>
/// <param name="Options">For the training of the model; its early stopping watches the mean of the
/// validation losses over all folds.</param>
/// <param name="Earlier">The folds before the model's own, the oldest first, of the chosen settings;
/// empty where the bars are too few for any.</param>
/// <param name="Tried">What was tried, in order.</param>
public sealed record FoldChoice(
    ExpertTrainingOptions Options,
    IReadOnlyList<FoldFit> Earlier,
    IReadOnlyList<ModelTrial> Tried
);

/// <summary>Chooses an expert's window and weight decay on purged validation folds that lie one
/// before the other, and gives the model's own training their loss curves to stop by. First the
/// windows are tried with the default weight decay, then the other weight decays with the best
/// window. A setting is given up after the first fold on which it is not better than the best so far,
/// and nothing more is tried once the work, counted in bars embedded, comes to
/// <see cref="MostTrainings"/> trainings with the defaults.</summary>
/// <param name="table">The expert's features and labels, shared by all trainings.</param>
/// <param name="calendar">The days that the split was made from.</param>
/// <param name="split">The model's own split, purged for the longest window; the folds lie before its
/// validation days.</param>
/// <param name="cores">Cores shared with other trainings.</param>
public sealed class FoldSelection(ExpertTable table, DateOnly[] calendar, DateSplit split, CoreBudget cores)
{
    /// <summary>Folds, the model's own included.</summary>
    public const int MostFolds = 3;

    /// <summary>All trainings together, the model's own included, may cost as much as this many
    /// trainings with the defaults.</summary>
    public const double MostTrainings = 4;

    private const int Patience = 8,
        LeastRows = 100;

    private double _spent,
        _budget = double.PositiveInfinity;

    /// <summary>The folds before the model's own, the oldest first: as many as keep at least half of
    /// its training rows, of both classes.</summary>
    public IReadOnlyList<DateSplit> Folds { get; } = FoldsOf(table, calendar, split);

    /// <summary>Chooses.</summary>
    /// <param name="defaults">Settings of the training; window and weight decay are the first of the
    /// space.</param>
    /// <param name="space">What may be chosen.</param>
    /// <param name="onTrial">Told of each finished setting; may be null.</param>
    /// <param name="onStart">Told when the first training begins.</param>
    /// <param name="cancellation">Ends it.</param>
    public FoldChoice Choose(
        ExpertTrainingOptions defaults,
        SelectionSpace space,
        Action<ModelTrial>? onTrial = null,
        Action? onStart = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(space);
        var tried = new List<ModelTrial>();
        ExpertTrainingOptions first = With(defaults, space.Windows[0], space.WeightDecays[0]);
        if (Folds.Count == 0)
            return new(first, [], []);
        Candidate best = Try(first, null)!;
        _budget = (MostTrainings - 1) * UnitOf(best, defaults);
        foreach (int window in space.Windows.Skip(1))
            best = Try(With(best.Options, window, space.WeightDecays[0]), best) ?? best;
        foreach (double decay in space.WeightDecays.Skip(1))
            best = Try(With(best.Options, best.Options.Window, decay), best) ?? best;
        double[][] curves = [.. best.Folds.Select(f => f.Losses.ToArray())];
        return new(best.Options with { Criterion = (epoch, loss) => Mean(curves, epoch, loss) }, best.Folds, tried);

        // The settings on all folds where they beat the best so far, else null.
        Candidate? Try(ExpertTrainingOptions options, Candidate? leader)
        {
            var folds = new List<FoldFit>();
            foreach (DateSplit fold in Folds)
            {
                if (_spent >= _budget || Train(fold, options, onStart, cancellation) is not { } fit)
                    return null;
                folds.Add(fit);
                double loss = folds.Average(f => f.CalibratedLoss);
                bool leads = leader is null || loss < leader.Folds.Take(folds.Count).Average(f => f.CalibratedLoss);
                if (leads && folds.Count < Folds.Count)
                    continue;
                var trial = new ModelTrial(
                    options.Window,
                    options.Hyperparameters!.WeightDecay,
                    folds.Count,
                    loss,
                    folds.Sum(f => f.Losses.Count)
                );
                tried.Add(trial);
                onTrial?.Invoke(trial);
                return leads ? new(options, folds) : null;
            }

            return null;
        }
    }

    /// <summary>Null where the work came to an end first.</summary>
    private FoldFit? Train(
        DateSplit fold,
        ExpertTrainingOptions options,
        Action? onStart,
        CancellationToken cancellation
    )
    {
        StandardScaler scaler = table.FitScaler(fold);
        ExpertRows training = table.Training(fold, scaler);
        int rows = training.Sequences.UsableRows(options.Window);
        double epoch = Math.Min(rows, options.EpochRows ?? rows) * PerRow(options.Window);
        FittedExpert fitted = ExpertTraining.Fit(
            table.Expert,
            scaler,
            training,
            table.Validation(fold, scaler, options.Window),
            options with
            {
                Patience = Math.Min(Patience, options.Patience),
            },
            cores,
            _ => (_spent += epoch) < _budget,
            onStart,
            cancellation
        );
        return _spent < _budget ? FoldFit.Of(fold, fitted, LabelledMargins.OfTraining(fitted, training)) : null;
    }

    /// <summary>What a training of the model with the defaults would cost, by the last fold's number
    /// of epochs.</summary>
    private double UnitOf(Candidate standard, ExpertTrainingOptions defaults)
    {
        FoldFit last = standard.Folds[^1];
        int epochs = last.Losses.Count - Math.Min(Patience, defaults.Patience) + defaults.Patience;
        return Math.Min(epochs, standard.Options.Hyperparameters!.Epochs)
            * Rows(table, split).All
            * PerRow(standard.Options.Window);
    }

    /// <summary>Bars that are embedded for one that bears loss.</summary>
    private static double PerRow(int window)
    {
        int run = new TrainingOptions().RunLength;
        return window == 1 ? 1 : (run + window - 1.0) / run;
    }

    /// <summary>The mean of the folds' losses after an epoch that all of them ran; infinite after
    /// one that some did not.</summary>
    private static double Mean(double[][] curves, int epoch, double loss)
    {
        double sum = loss;
        foreach (double[] curve in curves)
            sum += epoch < curve.Length ? curve[epoch] : double.PositiveInfinity;
        return sum / (curves.Length + 1);
    }

    private ExpertTrainingOptions With(ExpertTrainingOptions options, int window, double decay) =>
        options with
        {
            Window = window,
            Hyperparameters = (options.Hyperparameters ?? table.Expert.Defaults) with { WeightDecay = decay },
        };

    private static List<DateSplit> FoldsOf(ExpertTable table, DateOnly[] calendar, DateSplit split)
    {
        var folds = new List<DateSplit>();
        int rows = Rows(table, split).All;
        for (DateSplit? fold = split.Earlier(calendar); fold is not null; fold = fold.Earlier(calendar))
        {
            (int all, bool ofBoth) = Rows(table, fold);
            if (folds.Count == MostFolds - 1 || all < LeastRows || 2 * all < rows || !ofBoth)
                break;
            folds.Insert(0, fold);
        }

        return folds;
    }

    /// <summary>Labelled training rows with all features, and whether those with the longest window
    /// are of both classes.</summary>
    private static (int All, bool OfBoth) Rows(ExpertTable table, DateSplit split)
    {
        int rows = 0,
            window = split.Gap - table.Expert.Label.Horizon;
        int[] classes = new int[2];
        for (int ticker = 0; ticker < table.Bars.Count; ticker++)
        {
            RowRange train = split.RowsOf(table.Bars[ticker]).Train;
            int[] complete = table.FeaturesOf(ticker).CompleteRuns();
            ReadOnlySpan<double> labels = table.LabelsOf(ticker);
            for (int row = train.Start; row < train.End; row++)
            {
                if (complete[row] == 0 || double.IsNaN(labels[row]))
                    continue;
                rows++;
                classes[labels[row] == 1 ? 1 : 0] += complete[row] >= window ? 1 : 0;
            }
        }

        return (rows, classes[0] > 0 && classes[1] > 0);
    }

    private sealed record Candidate(ExpertTrainingOptions Options, IReadOnlyList<FoldFit> Folds);
}
