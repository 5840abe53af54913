using Ploutos.MarketData.Calendar;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>When a market trades, by its calendar, and which open an order is filled at.</summary>
internal static class ExchangeClock
{
    /// <summary>Whether an order decided at a day's close can still be filled at the next open: no
    /// later day has begun to trade. A market that never shuts has begun its next day when a day's bar
    /// is final; there an order waits for the open after that one.</summary>
    public static bool IsInTime(ExchangeCalendar market, DateOnly day, DateTimeOffset moment) =>
        day == market.LastFinished(moment) && (NeverShuts(market, day) || !IsOpen(market, moment));

    /// <summary>The last day whose open has passed at a moment for an order decided at a day's close: it is
    /// filled at the first open after this day's.</summary>
    public static DateOnly PassedOpen(ExchangeCalendar market, DateOnly day, DateTimeOffset moment)
    {
        if (!NeverShuts(market, day))
            return day;
        DateOnly running = market.Next(market.LastFinished(moment));
        DateOnly passed =
            market.MomentOf(running.AddDays(-1), TimeOnly.MinValue) <= moment ? running : market.Previous(running);
        return passed > day ? passed : day;
    }

    private static bool IsOpen(ExchangeCalendar market, DateTimeOffset moment)
    {
        DateOnly today = market.DateAt(moment);
        return market.IsSession(today)
            && moment >= market.MomentOf(today, market.HoursOf(today).Opens)
            && moment < market.ClosesAt(today);
    }

    /// <summary>Whether a market begins its next day at the moment at which a day ends. An order that is
    /// given after a day's close is then filled one open later, and the next day's run comes before that
    /// fill is known: the order stays.</summary>
    public static bool NeverShuts(ExchangeCalendar market, DateOnly day)
    {
        MarketHours hours = market.HoursOf(day);
        return hours.Opens == hours.Closes;
    }
}
