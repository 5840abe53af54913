using Ploutos.MarketData;

namespace Ploutos.Features;

/// <summary>Finds the inputs that need a volume.</summary>
internal static class VolumeProbe
{
    /// <summary>Bars beyond those that a set requires: some expressions look at more.</summary>
    private const int Spare = 300;

    /// <summary>The inputs that made-up bars have on the last day with a volume, and do not have
    /// without one.</summary>
    public static string[] Run(FeatureSet set)
    {
        BarSeries with = Bars(set.RequiredBars + Spare, hasVolume: true),
            without = Bars(with.Count, hasVolume: false);
        FeatureMatrix given = set.Compute(with),
            lacking = set.Compute(without);
        int last = with.Count - 1;
        return [.. set.Names.Where((_, j) => !double.IsNaN(given[last, j]) && double.IsNaN(lacking[last, j]))];
    }

    private static BarSeries Bars(int count, bool hasVolume)
    {
        var bars = new Bar[count];
        double close = 100;
        for (int t = 0; t < count; t++)
        {
            double open = close;
            close = 100 * (1 + (0.05 * Math.Sin(t / 9.0)) + (0.01 * Math.Sin(7.3 * t)));
            bars[t] = new(
                DateOnly.FromDayNumber(t),
                open,
                Math.Max(open, close) + 0.5 + (0.1 * Math.Sin(1.7 * t)),
                Math.Min(open, close) - 0.5 + (0.1 * Math.Cos(2.3 * t)),
                close,
                hasVolume ? 1e6 * (1 + (0.2 * Math.Sin(3.1 * t))) : double.NaN
            );
        }

        return BarSeries.FromBars("PROBE", DataOrigin.Simulated, bars);
    }
}
