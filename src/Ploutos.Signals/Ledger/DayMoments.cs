using Ploutos.MarketData.Calendar;

namespace Ploutos.Signals.Ledger;

/// <summary>The moments of a trading day that signals are judged by, on New York's calendar and
/// clock.</summary>
internal static class DayMoments
{
    /// <summary>When a day's missing bars are given up: this time of the next trading day, New
    /// York.</summary>
    public static readonly TimeOnly DeadlineTime = new(8, 0);

    /// <summary>The moment at which trading ends on a day.</summary>
    public static DateTimeOffset CloseOf(DateOnly day) => Moment(day, NewYorkCalendar.CloseOf(day));

    /// <summary>The moment from which a signal of a day could know its first outcome: the close of
    /// the next trading day.</summary>
    public static DateTimeOffset KnownFrom(DateOnly day) => CloseOf(NewYorkCalendar.Next(day));

    /// <summary>When a day's missing bars are given up.</summary>
    public static DateTimeOffset Deadline(DateOnly day) => Moment(NewYorkCalendar.Next(day), DeadlineTime);

    /// <summary>The moment of a New York date and time, in universal time.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time) =>
        ExchangeCalendars.NewYork.MomentOf(day, time).ToUniversalTime();
}
