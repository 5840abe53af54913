using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Tests;

/// <summary>Made-up bars for the checks: quiet days around 50.</summary>
internal static class Sample
{
    public static readonly DateOnly[] Days = [.. NewYorkCalendar.TradingDays(new(2024, 1, 2), new(2024, 12, 31))];

    /// <summary>Days that find nothing: opens and closes in turn a little above and below 50.</summary>
    public static List<DeliveredBar> Quiet(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    DeliveredBar.Plain(Days[i], i % 2 == 0 ? 49.9 : 50.1, 50.6, 49.4, 50 + (0.1 * (i % 3)), 1000)
                ),
        ];

    public static DeliveredSeries Delivered(
        string ticker,
        IReadOnlyList<DeliveredBar> bars,
        params CorporateAction[] actions
    ) => new(ticker, "test", "memory", DataOrigin.Observed, bars, actions);

    /// <summary>Prices before row <paramref name="at"/> times a factor, and the volume divided by
    /// it: quotes as traded before a split. The adjusted prices stay.</summary>
    public static List<DeliveredBar> AsTraded(List<DeliveredBar> bars, int at, double shares) =>
        [
            .. bars.Select(
                (b, i) =>
                    i >= at
                        ? b
                        : new DeliveredBar
                        {
                            Date = b.Date,
                            Open = b.Open * shares,
                            High = b.High * shares,
                            Low = b.Low * shares,
                            Close = b.Close * shares,
                            Volume = b.Volume / shares,
                            AdjustedClose = b.Close,
                            AdjustedVolume = b.Volume / shares,
                        }
            ),
        ];

    /// <summary>Quotes before row <paramref name="at"/> higher by a dividend, the adjusted prices as
    /// they would be without it, and the days after as delivered.</summary>
    public static List<DeliveredBar> WithDividend(List<DeliveredBar> bars, int at, double paid, bool adjusted)
    {
        double factor = 1 + (paid / bars[at - 1].Close);
        return
        [
            .. bars.Select(
                (b, i) =>
                {
                    if (i >= at)
                        return b;
                    double close = b.Close * factor;
                    return new DeliveredBar
                    {
                        Date = b.Date,
                        Open = b.Open * factor,
                        High = b.High * factor,
                        Low = b.Low * factor,
                        Close = close,
                        Volume = b.Volume,
                        AdjustedClose = adjusted ? b.Close : close,
                        AdjustedVolume = b.Volume,
                    };
                }
            ),
        ];
    }
}
