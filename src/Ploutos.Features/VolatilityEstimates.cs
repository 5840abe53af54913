using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features;

/// <summary>Daily volatilities as the past shows them, one value a bar, from the bars up to that
/// bar alone. Each is a forecast of the next days if nothing changes. NaN where the window is not
/// full or holds a missing bar.</summary>
public static class VolatilityEstimates
{
    /// <summary>Bars of <see cref="Deviation"/>.</summary>
    public const int DeviationBars = 20;

    internal const int RiskMetricsDecayPercent = 94;

    /// <summary>Exponentially weighted volatility with a decay of 0.94 (RiskMetrics 1996), started
    /// from the mean of the first 20 squared returns.</summary>
    public static double[] Exponential(BarSeries bars) =>
        Column(bars, static s => s.ExponentialVolatility(RiskMetricsDecayPercent));

    /// <summary>Standard deviation (n - 1) of the last 20 daily log returns.</summary>
    public static double[] Deviation(BarSeries bars) => Column(bars, static s => s.ReturnDeviation(DeviationBars));

    /// <summary>The usual level: the trailing year's median of five-day realised volatility (the
    /// root mean square of five daily log returns).</summary>
    public static double[] UsualLevel(BarSeries bars) =>
        Column(bars, static s => s.MedianRealisedVolatility(RiskFeatures.Year));

    /// <summary>The same of the newest bars alone, bit for bit, without the work for the others.</summary>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="rows">How many, at least 1; of fewer bars all.</param>
    public static double[] UsualLevel(BarSeries bars, int rows)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        int spare = IndicatorSheet.Spare(FeatureSet.LogRangeHar.RequiredBars);
        using var sheet = new IndicatorSheet(bars, Math.Max(0, bars.Count - rows - spare));
        ReadOnlySpan<double> level = sheet.MedianRealisedVolatility(RiskFeatures.Year)[..(bars.Count - sheet.First)];
        return level[Math.Max(0, level.Length - rows)..].ToArray();
    }

    private delegate ReadOnlySpan<double> Indicator(IndicatorSheet sheet);

    private static double[] Column(BarSeries bars, Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(bars);
        using var sheet = new IndicatorSheet(bars);
        return indicator(sheet)[..bars.Count].ToArray();
    }
}
