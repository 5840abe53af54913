using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Neural;

namespace Ploutos.Experts.Explaining;

/// <summary>How an expert's attention is spread over the last bars, over many rows out of
/// sample.</summary>
/// <param name="Mean">[lag]: mean over rows and heads, lag 0 (the day itself) first; sums
/// to 1.</param>
/// <param name="Low">[lag]: 5th percentile over the rows.</param>
/// <param name="High">[lag]: 95th percentile over the rows.</param>
/// <param name="Prior">[lag]: what the linear bias in the lag alone would give. Attention that does
/// not leave it has found nothing in the bars' content.</param>
/// <param name="Rows">Rows that were looked at.</param>
public sealed record AttentionProfile(
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Low,
    IReadOnlyList<double> High,
    IReadOnlyList<double> Prior,
    int Rows
)
{
    private const int Batch = 64;

    /// <summary>The profile over evenly spaced rows of the model's test days.</summary>
    /// <param name="expert">The expert.</param>
    /// <param name="bars">Bars to look at; those before the test days warm the features up.</param>
    /// <param name="days">Days out of the model's sample; null for all of them.</param>
    /// <param name="mostRows">Rows at most, at least 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The expert's model is no network, or the days are not out of sample,
    /// or hold no row with a whole window.</exception>
    public static AttentionProfile Of(
        TrainedExpert expert,
        IReadOnlyList<BarSeries> bars,
        DayRange? days = null,
        int mostRows = 2000,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(expert);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRows, 1);
        var network = new WindowGradient(NetworkOf.Require(expert), Batch);
        ExpertRows rows = OutOfSampleRows.Of(expert, bars, OutOfSampleRows.Days(expert, days));
        int window = expert.Window;
        int[] usable = OutOfSampleRows.Usable(rows.Sequences, window, labelled: false);
        if (usable.Length == 0)
            throw new ArgumentException(
                $"The days hold no row with {window} bars up to it. Give more bars.",
                nameof(bars)
            );
        int[] chosen =
            usable.Length <= mostRows
                ? usable
                : [.. Enumerable.Range(0, mostRows).Select(i => usable[(int)((long)i * usable.Length / mostRows)])];
        double[][] byLag = [.. Enumerable.Range(0, window).Select(_ => new double[chosen.Length])];
        double[] weights = new double[window];
        int cells = window * rows.Sequences.Features;
        float[] inputs = new float[Batch * cells];
        for (int from = 0; from < chosen.Length; from += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Batch, chosen.Length - from);
            for (int i = 0; i < count; i++)
                rows.Sequences.InputRows(chosen[from + i] - (window - 1), window).CopyTo(inputs.AsSpan(i * cells));
            network.Run(inputs.AsSpan(0, count * cells), count);
            for (int i = 0; i < count; i++)
            {
                network.AttentionByLag(i, weights);
                for (int lag = 0; lag < window; lag++)
                    byLag[lag][from + i] = weights[lag];
            }
        }

        double[] prior = new double[window];
        network.PriorByLag(prior);
        double[] mean = [.. byLag.Select(w => w.Average())];
        foreach (double[] lag in byLag)
            Array.Sort(lag);
        return new(
            mean,
            [.. byLag.Select(w => Metrics.Percentile.OfSorted(w, 0.05))],
            [.. byLag.Select(w => Metrics.Percentile.OfSorted(w, 0.95))],
            prior,
            chosen.Length
        );
    }
}
