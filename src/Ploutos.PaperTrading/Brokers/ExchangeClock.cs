using Ploutos.MarketData.Calendar;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>The exchange's hours by its calendar: 9:30 to the day's close, New York time.</summary>
internal static class ExchangeClock
{
    private static readonly TimeOnly Opens = new(9, 30);

    public static BrokerClock At(DateTimeOffset moment)
    {
        DateTime now = NewYorkTime.At(moment);
        DateOnly today = DateOnly.FromDateTime(now);
        TimeOnly time = TimeOnly.FromDateTime(now);
        return new(NewYorkCalendar.IsTradingDay(today) && time >= Opens && time < NewYorkCalendar.CloseOf(today));
    }

    /// <summary>Whether an order decided at a day's close can still be filled at the next open: no
    /// later day has begun to trade.</summary>
    public static bool IsInTime(DateOnly day, DateTimeOffset moment) =>
        day == NewYorkTime.LastFinishedDay(moment) && !At(moment).IsOpen;
}
