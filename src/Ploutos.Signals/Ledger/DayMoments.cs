using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;

namespace Ploutos.Signals.Ledger;

/// <summary>The moments of a trading day that signals are judged by, on the calendar and clock of the
/// ticker's market; New York's where none is given.</summary>
internal static class DayMoments
{
    /// <summary>When a day's missing bars are given up: this time of the next trading day, in the
    /// market's time zone.</summary>
    public static readonly TimeOnly DeadlineTime = new(8, 0);

    /// <summary>The market that a ticker's days are made by: its own, and New York where no calendar is
    /// known.</summary>
    public static ExchangeCalendar MarketOf(BarStore store, string ticker) => Market(store.ClockOf(ticker).Mic);

    /// <summary>The market of a record; New York's names none.</summary>
    public static ExchangeCalendar Market(string? mic) =>
        mic is null ? ExchangeCalendars.NewYork : ExchangeCalendars.Find(mic) ?? ExchangeCalendars.NewYork;

    /// <summary>What a record names as its market: nothing for New York.</summary>
    public static string? NameOf(ExchangeCalendar market) => market == ExchangeCalendars.NewYork ? null : market.Mic;

    /// <summary>The moment from which a day's bar is final.</summary>
    public static DateTimeOffset CloseOf(DateOnly day, ExchangeCalendar? market = null) =>
        (market ?? ExchangeCalendars.NewYork).FinishedAt(day).ToUniversalTime();

    /// <summary>The moment from which a signal of a day could know its first outcome: the close of
    /// the next trading day.</summary>
    public static DateTimeOffset KnownFrom(DateOnly day, ExchangeCalendar? market = null) =>
        CloseOf((market ?? ExchangeCalendars.NewYork).Next(day), market);

    /// <summary>When a day's missing bars are given up.</summary>
    public static DateTimeOffset Deadline(DateOnly day, ExchangeCalendar? market = null) =>
        Moment((market ?? ExchangeCalendars.NewYork).Next(day), DeadlineTime, market);

    /// <summary>The moment of a date and time of the market, in universal time.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time, ExchangeCalendar? market = null) =>
        (market ?? ExchangeCalendars.NewYork).MomentOf(day, time).ToUniversalTime();
}
