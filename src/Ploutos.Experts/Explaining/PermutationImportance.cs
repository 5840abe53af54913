using Ploutos.Experts.Data;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Figures;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Experts.Explaining;

/// <summary>How permutation importance is taken.</summary>
public sealed record PermutationOptions
{
    /// <summary>Shuffles a feature, at least 1.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>The same seed shuffles alike.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the intervals are drawn.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new() { Resamples = 200 };
}

/// <summary>What an expert's network loses out of sample when one feature is shuffled.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="AucDrop">AUC as it is less AUC with the feature shuffled, with its
/// interval.</param>
/// <param name="LogLossRise">Log-loss with the feature shuffled less log-loss as it is, with its
/// interval, in nats.</param>
public sealed record FeatureImportance(string Feature, Estimate AucDrop, Estimate LogLossRise);

/// <summary>Permutation importance (Breiman 2001) on rows out of sample: a feature's column is
/// shuffled over all rows and tickers, so that every bar of a window sees another row's value, and
/// the loss of skill is measured; the shuffles' forecasts are pooled. Features that say the same
/// stand in for one another: each then looks unimportant, though both together are not.</summary>
public static class PermutationImportance
{
    /// <summary>The importance of every feature to an expert's network, whoever serves, in the order of the
    /// features.</summary>
    /// <param name="expert">The expert.</param>
    /// <param name="bars">Bars to look at; those before the test days warm the features up.</param>
    /// <param name="days">Days out of the model's sample; null for all of them.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="onFeature">Told after each feature: how many are done.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The expert's model is no network, or the days are not out of sample,
    /// or hold no labelled row.</exception>
    public static IReadOnlyList<FeatureImportance> Of(
        TrainedExpert expert,
        IReadOnlyList<BarSeries> bars,
        DayRange? days = null,
        PermutationOptions? options = null,
        Action<int>? onFeature = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(expert);
        NetworkParameters network = NetworkOf.Require(expert);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Repeats, 1, nameof(options));
        ExpertRows rows = OutOfSampleRows.Of(expert, bars, OutOfSampleRows.Days(expert, days));
        SequenceDataset data = rows.Sequences;
        int[] usable = OutOfSampleRows.Usable(data, expert.Window, labelled: true);
        if (usable.Length == 0)
            throw new ArgumentException(
                $"The days hold no labelled row with {expert.Window} bars up to it. Give more bars.",
                nameof(bars)
            );
        using var team = new WorkerTeam(1);
        var before = new Skill(expert, rows, usable, [SequenceEvaluator.Margins(network, data, team, 1)]);
        int[] inRuns = [.. data.Runs.SelectMany(run => Enumerable.Range(run.Start, run.Count))];
        float[] shuffled = [.. data.Inputs];
        var copy = new SequenceDataset(shuffled, data.Features, data.Labels, data.Runs);
        var result = new List<FeatureImportance>(data.Features);
        for (int feature = 0; feature < data.Features; feature++)
        {
            double[][] margins = new double[options.Repeats][];
            for (int repeat = 0; repeat < options.Repeats; repeat++)
            {
                cancellation.ThrowIfCancellationRequested();
                int[] order = [.. inRuns];
                new Random(unchecked(options.Seed * 7919 + feature * 101 + repeat)).Shuffle(order);
                for (int i = 0; i < order.Length; i++)
                    shuffled[inRuns[i] * data.Features + feature] = data.Inputs[order[i] * data.Features + feature];
                margins[repeat] = SequenceEvaluator.Margins(network, copy, team, 1);
            }

            foreach (int row in inRuns)
                shuffled[row * data.Features + feature] = data.Inputs[row * data.Features + feature];
            var after = new Skill(expert, rows, usable, margins);
            result.Add(
                new(
                    expert.Definition.Features.Names[feature],
                    BlockBootstrap.Difference(Metric.Auc, before.Ranking, after.Ranking, options.Bootstrap),
                    BlockBootstrap.Difference(Metric.LogLoss, after.Calibrated, before.Calibrated, options.Bootstrap)
                )
            );
            onFeature?.Invoke(feature + 1);
        }

        return result;
    }

    /// <summary>Forecasts from margins, of several shuffles pooled. The ranking is the network's
    /// own: a calibration of slope 0 would hide it.</summary>
    private sealed class Skill(TrainedExpert expert, ExpertRows rows, int[] usable, double[][] margins)
    {
        public Forecasts Ranking { get; } = Forecast(rows, usable, margins, Calibration.Calibrator.Identity);

        public Forecasts Calibrated { get; } = Forecast(rows, usable, margins, expert.Calibrator);

        private static Forecasts Forecast(
            ExpertRows rows,
            int[] usable,
            double[][] margins,
            Calibration.Calibrator calibrator
        ) =>
            new(
                [.. margins.SelectMany(_ => usable.Select(r => rows.Keys[r].Date))],
                [.. margins.SelectMany(m => usable.Select(r => calibrator.Probability(m[r])))],
                [.. margins.SelectMany(_ => usable.Select(r => rows.Sequences.Labels[r] == 1))]
            );
    }
}
