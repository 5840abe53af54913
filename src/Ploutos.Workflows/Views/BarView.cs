using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;

namespace Ploutos.Workflows.Views;

/// <summary>Bars as a chart wants them.</summary>
internal static class BarView
{
    /// <summary>Indicators are computed on all bars, and then cut, so that the first days shown
    /// have theirs.</summary>
    public static BarColumns Of(BarSeries bars, StoredTicker stored, DateOnly? from, DateOnly? to)
    {
        IReadOnlyDictionary<string, double[]> indicators = ChartIndicators.Compute(bars);
        BarSeries head = to is { } last ? bars.UpTo(last) : bars;
        BarSeries shown = from is { } first && first > DateOnly.MinValue ? head.From(first) : head;
        int start = head.Count - shown.Count;
        return new()
        {
            Ticker = bars.Ticker,
            Simulated = bars.Origin == DataOrigin.Simulated,
            Source = $"{stored.Source} {stored.Location}".Trim(),
            Dates = shown.Dates.ToArray(),
            Open = shown.Open.ToArray(),
            High = shown.High.ToArray(),
            Low = shown.Low.ToArray(),
            Close = shown.Close.ToArray(),
            Volume = shown.Volume.ToArray(),
            Indicators = indicators.ToDictionary(i => i.Key, i => i.Value[start..(start + shown.Count)]),
        };
    }
}
