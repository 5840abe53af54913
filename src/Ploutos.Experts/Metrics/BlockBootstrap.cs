using Ploutos.MarketData.Figures;

namespace Ploutos.Experts.Metrics;

/// <summary>Intervals by resampling days. The rows of one day are drawn together, since tickers
/// move together, and days in runs, since labels overlap and volatility lasts: the stationary
/// bootstrap of Politis and Romano (1994) draws runs of random (geometric) length, the moving-block
/// bootstrap of Kuensch (1989) runs of one length, here on a circle of days in both. The interval
/// is the percentile interval (Efron 1979). No model is trained again: the interval says what other
/// days would have shown of this model.</summary>
public static class BlockBootstrap
{
    /// <summary>The metric over all rows, and its interval.</summary>
    public static Estimate Interval(Metric metric, Forecasts forecasts, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(forecasts);
        IDayWeightedMetric prepared = metric.Prepare(forecasts);
        return Resample(forecasts.Days.Length, options ?? new(), prepared.Of).Estimate;
    }

    /// <summary>The metric of <paramref name="forecasts"/> less that of
    /// <paramref name="baseline"/>, and the interval of the difference. Both are drawn with the
    /// same days at once, so that what makes a day easy or hard for both cancels.</summary>
    /// <exception cref="ArgumentException">The two are not about the same days.</exception>
    public static Estimate Difference(
        Metric metric,
        Forecasts forecasts,
        Forecasts baseline,
        BootstrapOptions? options = null
    ) => TestedDifference(metric, forecasts, baseline, options).Difference;

    /// <summary>The same difference with its p-value: the chance of one at least as far from 0 if
    /// there were none, both sides. It is twice the smaller share of resamples on either side of 0, the
    /// estimate itself counted in, hence never below 2 / (resamples + 1) (Davison and Hinkley 1997,
    /// ch. 4); NaN where the metric is defined in no resample.</summary>
    /// <inheritdoc cref="Difference" path="/exception"/>
    public static (Estimate Difference, double PValue) TestedDifference(
        Metric metric,
        Forecasts forecasts,
        Forecasts baseline,
        BootstrapOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(baseline);
        if (!forecasts.Days.SequenceEqual(baseline.Days))
        {
            throw new ArgumentException(
                $"Two forecasts are compared on the same days, but got {forecasts.Days.Length} days from "
                    + $"{forecasts.Days[0]:yyyy-MM-dd} "
                    + $"and {baseline.Days.Length} from {baseline.Days[0]:yyyy-MM-dd}. Keep the rows that both"
                    + $" forecast.",
                nameof(baseline)
            );
        }

        IDayWeightedMetric one = metric.Prepare(forecasts),
            other = metric.Prepare(baseline);
        (Estimate difference, double[] resampled) = Resample(
            forecasts.Days.Length,
            options ?? new(),
            timesDrawn => one.Of(timesDrawn) - other.Of(timesDrawn)
        );
        return (difference, resampled.Length > 0 ? PValueOf(resampled) : double.NaN);
    }

    /// <summary>The mean of values, and its interval. Values of one day are drawn together.</summary>
    /// <param name="days">Day of each value.</param>
    /// <param name="values">As many, each finite; at least one.</param>
    /// <param name="options">How days are drawn.</param>
    /// <exception cref="ArgumentException">No values, or not one a day given.</exception>
    public static Estimate Mean(
        IReadOnlyList<DateOnly> days,
        IReadOnlyList<double> values,
        BootstrapOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 || days.Count != values.Count)
            throw new ArgumentException(
                $"A mean needs one value or more, each with its day, but got {values.Count} values of "
                    + $"{days.Count} days.",
                nameof(values)
            );
        (double Sum, int Count)[] byDay =
        [
            .. days.Zip(values)
                .GroupBy(v => v.First)
                .OrderBy(g => g.Key)
                .Select(g => (g.Sum(v => v.Second), g.Count())),
        ];
        return Resample(
            byDay.Length,
            options ?? new(),
            timesDrawn =>
            {
                double sum = 0,
                    count = 0;
                for (int d = 0; d < byDay.Length; d++)
                {
                    sum += timesDrawn[d] * byDay[d].Sum;
                    count += (double)timesDrawn[d] * byDay[d].Count;
                }

                return sum / count;
            }
        ).Estimate;
    }

    /// <summary>The metric, its interval, and its values in those resamples in which it is defined, in
    /// ascending order.</summary>
    private static (Estimate Estimate, double[] Resampled) Resample(
        int days,
        BootstrapOptions options,
        DayWeighted metric
    )
    {
        options.Validate();
        int[] timesDrawn = new int[days];
        Array.Fill(timesDrawn, 1);
        double value = metric(timesDrawn);
        var random = new Random(options.Seed);
        var values = new List<double>(options.Resamples);
        for (int i = 0; i < options.Resamples; i++)
        {
            Draw(timesDrawn, options, random);
            double drawn = metric(timesDrawn);
            if (!double.IsNaN(drawn))
                values.Add(drawn);
        }

        double[] sorted = [.. values.Order()];
        double tail = (1 - options.Level) / 2;
        return (new(value, Percentile.OfSorted(sorted, tail), Percentile.OfSorted(sorted, 1 - tail)), sorted);
    }

    private static double PValueOf(double[] values)
    {
        double below = values.Count(v => v <= 0),
            above = values.Count(v => v >= 0);
        return Math.Min(1, 2 * (1 + Math.Min(below, above)) / (values.Length + 1));
    }

    private static void Draw(Span<int> timesDrawn, BootstrapOptions options, Random random)
    {
        timesDrawn.Clear();
        int block = Math.Min(options.BlockDays, timesDrawn.Length);
        for (int drawn = 0, left = 0, day = 0; drawn < timesDrawn.Length; drawn++, left--)
        {
            bool newBlock =
                options.Kind == BlockKind.Stationary ? drawn == 0 || random.NextDouble() * block < 1 : left == 0;
            if (newBlock)
                (day, left) = (random.Next(timesDrawn.Length), block);
            else
                day = day + 1 == timesDrawn.Length ? 0 : day + 1;
            timesDrawn[day]++;
        }
    }

    private delegate double DayWeighted(ReadOnlySpan<int> timesDrawn);
}
