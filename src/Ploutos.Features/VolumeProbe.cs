using System.Globalization;
using Ploutos.Features.Market;
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
        FeatureMatrix given = Compute(set, hasVolume: true),
            lacking = Compute(set, hasVolume: false);
        int last = given.Rows - 1;
        return [.. set.Names.Where((_, j) => !double.IsNaN(given[last, j]) && double.IsNaN(lacking[last, j]))];
    }

    private static FeatureMatrix Compute(FeatureSet set, bool hasVolume)
    {
        int tickers = set.NeedsMarket ? MarketFeatures.LeastTickers : 1;
        BarSeries[] market =
        [
            .. Enumerable.Range(0, tickers).Select(i => Bars(set.RequiredBars + Spare, hasVolume, number: i)),
        ];
        return set.Compute(market[0], set.NeedsMarket ? MarketFeatures.Compute(market) : null);
    }

    private static BarSeries Bars(int count, bool hasVolume, int number)
    {
        var bars = new Bar[count];
        double close = 100;
        for (int t = 0; t < count; t++)
        {
            double open = close;
            close = 100 * (1 + (0.05 * Math.Sin((t + (5 * number)) / 9.0)) + (0.01 * Math.Sin(7.3 * (t + number))));
            bars[t] = new(
                DateOnly.FromDayNumber(t),
                open,
                Math.Max(open, close) + 0.5 + (0.1 * Math.Sin(1.7 * t)),
                Math.Min(open, close) - 0.5 + (0.1 * Math.Cos(2.3 * t)),
                close,
                hasVolume ? 1e6 * (1 + (0.2 * Math.Sin(3.1 * (t + number)))) : double.NaN
            );
        }

        string name = number == 0 ? "PROBE" : string.Create(CultureInfo.InvariantCulture, $"PROBE{number}");
        return BarSeries.FromBars(name, DataOrigin.Simulated, bars);
    }
}
