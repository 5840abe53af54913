using Ploutos.MarketData;

namespace Ploutos.PaperTrading.Embedded;

/// <summary>Stored bars are adjusted: after a split or a dividend all earlier prices are scaled by
/// one factor. Shares that were bought by the old prices are then worth as much only when they are
/// scaled by its inverse. A correction of a single bar is none of that.</summary>
internal static class PriceScale
{
    /// <summary>Closes that are remembered of a ticker.</summary>
    public const int Marks = 6;

    private const double Noise = 1e-5,
        Agreement = 0.1;

    /// <summary>The last closes up to a day.</summary>
    public static IEnumerable<(DateOnly Day, double Close)> Remember(BarSeries bars, DateOnly day)
    {
        BarSeries known = bars.UpTo(day);
        for (int t = Math.Max(0, known.Count - Marks); t < known.Count; t++)
            yield return (known.Dates[t], known.Close[t]);
    }

    /// <summary>By what shares are to be multiplied: the closes remembered over those of now, where
    /// all of them agree on it, else 1.</summary>
    public static double Of(IReadOnlyDictionary<DateOnly, double> remembered, BarSeries bars)
    {
        var ratios = new List<double>();
        for (int t = bars.Count - 1; t >= 0 && ratios.Count < remembered.Count; t--)
            if (remembered.TryGetValue(bars.Dates[t], out double close) && bars.Close[t] > 0)
                ratios.Add(close / bars.Close[t]);
        if (ratios.Count == 0)
            return 1;
        ratios.Sort();
        double middle = ratios[ratios.Count / 2],
            allowed = Agreement * Math.Abs(middle - 1);
        return Math.Abs(middle - 1) > Noise && ratios[^1] - middle <= allowed && middle - ratios[0] <= allowed
            ? middle
            : 1;
    }
}
