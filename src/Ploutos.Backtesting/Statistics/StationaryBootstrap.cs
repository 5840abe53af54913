using MathNet.Numerics.Statistics;
using Ploutos.MarketData.Figures;

namespace Ploutos.Backtesting.Statistics;

/// <summary>How resamples are drawn.</summary>
public sealed record BootstrapSettings
{
    /// <summary>Number of resamples, at least 1.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Mean length of a run in trading days, at least 1. A month by default: volatility
    /// lasts.</summary>
    public int BlockDays { get; init; } = 21;

    /// <summary>Share of such intervals that hold the truth, above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The same seed draws the same days.</summary>
    public int Seed { get; init; } = 1;

    internal void Validate()
    {
        if (Resamples < 1)
            throw new ArgumentOutOfRangeException(
                nameof(Resamples),
                $"Resamples must be at least 1, but got {Resamples}."
            );
        if (BlockDays < 1)
            throw new ArgumentOutOfRangeException(
                nameof(BlockDays),
                $"BlockDays must be at least 1, but got {BlockDays}."
            );
        if (!(Level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(Level),
                $"Level must lie above 0 and below 1, but got {Level}."
            );
    }
}

/// <summary>The stationary bootstrap of Politis and Romano (1994): days are drawn in runs of
/// random (geometric) length on a circle of days, so that what lasts for days lasts in a resample
/// too.</summary>
internal static class StationaryBootstrap
{
    /// <summary>Writes the days of one resample, in the order they follow each other.</summary>
    public static void Draw(Span<int> days, int meanRun, Random random)
    {
        int run = Math.Min(meanRun, days.Length),
            day = 0;
        for (int t = 0; t < days.Length; t++)
        {
            bool newRun = t == 0 || random.NextDouble() * run < 1;
            day =
                newRun ? random.Next(days.Length)
                : day + 1 == days.Length ? 0
                : day + 1;
            days[t] = day;
        }
    }

    /// <summary>The percentile interval (Efron 1979) of a figure's resamples, those left out in
    /// which it was not defined; NaN where it hardly ever was. Quantiles by linear interpolation
    /// (type 7 of Hyndman and Fan 1996, NumPy's default).</summary>
    public static Estimate Percentile(double value, double[] resampled, double level)
    {
        double[] sorted = [.. resampled.Where(double.IsFinite).Order()];
        if (sorted.Length < Math.Max(2, resampled.Length / 2) || !double.IsFinite(value))
            return new(value, double.NaN, double.NaN);
        double tail = (1 - level) / 2;
        return new(
            value,
            SortedArrayStatistics.QuantileCustom(sorted, tail, QuantileDefinition.R7),
            SortedArrayStatistics.QuantileCustom(sorted, 1 - tail, QuantileDefinition.R7)
        );
    }
}
