using MathNet.Numerics.Distributions;

namespace Ploutos.Experts.Metrics;

/// <summary>Whether two forecasts lose alike (Diebold and Mariano 1995). The losses of a day's
/// rows are averaged first, since tickers move together; d_t is the difference of the two daily
/// means. Its variance is Newey and West's (1987): with autocovariances g_k (divided by T), V =
/// (g_0 + 2 sum_k (1 - k / (L + 1)) g_k) / T over lags k = 1 .. L. The statistic mean(d) / sqrt(V)
/// takes the small-sample factor of Harvey, Leybourne and Newbold (1997), sqrt((T + 1 - 2 h + h (h
/// - 1) / T) / T), and is held against Student's t with T - 1 degrees of freedom, both sides. L is
/// the longer of h - 1 and floor(4 (T / 100)^(2/9)): overlapping labels alone would need h - 1, but
/// calm and stormy weeks outlast them. R's forecast::dm.test uses the rectangular kernel with h - 1
/// lags by default, whose variance can be negative.</summary>
public static class DieboldMariano
{
    /// <summary>The test on daily means of a loss.</summary>
    /// <param name="loss">Log-loss or Brier score.</param>
    /// <param name="forecasts">The first.</param>
    /// <param name="baseline">The second, about the same rows.</param>
    /// <param name="horizon">Bars a label looks ahead, h.</param>
    /// <exception cref="ArgumentException">The loss is no mean over rows, or the two are not about
    /// the same days.</exception>
    public static DieboldMarianoResult Test(Metric loss, Forecasts forecasts, Forecasts baseline, int horizon)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(baseline);
        if (!forecasts.Days.SequenceEqual(baseline.Days) || forecasts.Count != baseline.Count)
            throw new ArgumentException(
                $"Two forecasts are compared on the same rows, but got {forecasts.Count} and {baseline.Count}. "
                    + $"Keep the rows that both forecast.",
                nameof(baseline)
            );
        double[] one = DailyMeans(loss, forecasts),
            other = DailyMeans(loss, baseline);
        return Test([.. one.Zip(other, (a, b) => a - b)], horizon);
    }

    /// <summary>The test on a series of loss differences, oldest first.</summary>
    /// <param name="differences">Loss of the first less loss of the second.</param>
    /// <param name="horizon">h, at least 1.</param>
    /// <param name="lags">L; null for the rule above.</param>
    public static DieboldMarianoResult Test(ReadOnlySpan<double> differences, int horizon, int? lags = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        int days = differences.Length;
        if (days < 2 || days <= horizon)
            return new(double.NaN, double.NaN, double.NaN, 0, days);
        int most = Math.Min(
            days - 1,
            lags ?? Math.Max(horizon - 1, (int)Math.Floor(4 * Math.Pow(days / 100.0, 2.0 / 9)))
        );
        double mean = 0;
        foreach (double d in differences)
            mean += d / days;
        double variance = AutoCovariance(differences, mean, 0);
        for (int k = 1; k <= most; k++)
            variance += 2 * (1 - k / (most + 1.0)) * AutoCovariance(differences, mean, k);
        double h = horizon,
            factor = Math.Sqrt((days + 1 - 2 * h + h * (h - 1) / days) / days);
        if (!(variance > 0))
            return new(mean, double.NaN, double.NaN, most, days);
        double statistic = factor * mean / Math.Sqrt(variance / days);
        return new(mean, statistic, 2 * StudentT.CDF(0, 1, days - 1, -Math.Abs(statistic)), most, days);
    }

    private static double AutoCovariance(ReadOnlySpan<double> d, double mean, int lag)
    {
        double sum = 0;
        for (int t = lag; t < d.Length; t++)
            sum += (d[t] - mean) * (d[t - lag] - mean);
        return sum / d.Length;
    }

    private static double[] DailyMeans(Metric loss, Forecasts forecasts)
    {
        IDayWeightedMetric prepared = loss.Prepare(forecasts);
        if (prepared is not DaySums || (loss != Metric.LogLoss && loss != Metric.Brier))
            throw new ArgumentException(
                $"The loss must be a mean over rows, log_loss or brier, but got {loss.Name}.",
                nameof(loss)
            );
        double[] means = new double[forecasts.Days.Length];
        var sums = (DaySums)prepared;
        for (int day = 0; day < means.Length; day++)
            means[day] = sums.OfDay(day);
        return means;
    }
}

/// <summary>What the test says.</summary>
/// <param name="MeanDifference">Mean daily loss of the first less the second: below 0 where the
/// first is better.</param>
/// <param name="Statistic">With the small-sample factor; NaN where the variance is 0 or there are
/// too few days.</param>
/// <param name="PValue">Both sides, 0 .. 1.</param>
/// <param name="Lags">Autocovariances in the variance.</param>
/// <param name="Days">Days compared.</param>
public readonly record struct DieboldMarianoResult(
    double MeanDifference,
    double Statistic,
    double PValue,
    int Lags,
    int Days
)
{
    /// <summary>The mean difference; 0 where there is nothing to compare.</summary>
    public double Gain => double.IsFinite(MeanDifference) ? MeanDifference : 0;

    /// <summary>Standard error of the mean difference, with the small-sample factor; null where it is
    /// not defined: without a variance, or where the difference is exactly 0.</summary>
    public double? StandardError =>
        Math.Abs(MeanDifference / Statistic) is var error && double.IsFinite(error) ? error : null;
}
