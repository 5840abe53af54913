using Ploutos.Features.Indicators;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Features.Labels;

/// <summary>The median of an exchange's log returns over the next days, day by day. Returns are counted on
/// the exchange's days, the union of its tickers' days: a ticker without a bar on the last of them has none,
/// so that everything about a day is known when these days have passed, whatever bars are missing.</summary>
internal sealed class MedianReturns
{
    private readonly DateOnly[] _days;
    private readonly double[] _medians;
    private readonly int _horizon;

    private MedianReturns(DateOnly[] days, double[] medians, int horizon) =>
        (_days, _medians, _horizon) = (days, medians, horizon);

    /// <summary>Those of the exchange that a ticker is seen in; null where the market has none.</summary>
    /// <param name="market">The market; it keeps them.</param>
    /// <param name="ticker">The ticker.</param>
    /// <param name="horizon">Days ahead.</param>
    public static MedianReturns? Of(MarketFeatures market, string ticker, int horizon) =>
        market.ExchangeOf(ticker) is { } exchange
            ? market.Once((nameof(MedianReturns), exchange.Code, horizon), () => Of(market.MembersFor(ticker), horizon))
            : null;

    /// <summary>Return less median of each bar; NaN where one is not known, or fewer than
    /// <see cref="MarketFeatures.LeastTickers"/> tickers have a return.</summary>
    public void Write(BarSeries bars, double[] y)
    {
        double[] returns = Returns(_days, bars, _horizon);
        for (int t = 0; t < y.Length; t++)
        {
            int day = Array.BinarySearch(_days, bars.Dates[t]);
            y[t] = day < 0 ? double.NaN : returns[t] - _medians[day];
        }
    }

    private static MedianReturns Of(IReadOnlyList<BarSeries> members, int horizon)
    {
        DateOnly[] days = TradingCalendar.Union(members);
        var known = new List<double>[days.Length];
        for (int d = 0; d < known.Length; d++)
            known[d] = [];
        foreach (BarSeries bars in members)
        {
            double[] returns = Returns(days, bars, horizon);
            for (int t = 0; t < returns.Length; t++)
                if (!double.IsNaN(returns[t]))
                    known[Array.BinarySearch(days, bars.Dates[t])].Add(returns[t]);
        }

        return new(days, Array.ConvertAll(known, Median), horizon);
    }

    private static double[] Returns(DateOnly[] days, BarSeries bars, int horizon)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> close = sheet.Close;
        double[] returns = new double[bars.Count];
        for (int t = 0; t < returns.Length; t++)
        {
            int day = Array.BinarySearch(days, bars.Dates[t]),
                ahead = day < 0 || day + horizon >= days.Length ? -1 : bars.Dates.BinarySearch(days[day + horizon]);
            returns[t] = ahead < 0 ? double.NaN : Math.Log(close[ahead] / close[t]);
        }

        return returns;
    }

    private static double Median(List<double> values)
    {
        if (values.Count < MarketFeatures.LeastTickers)
            return double.NaN;
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
    }
}
