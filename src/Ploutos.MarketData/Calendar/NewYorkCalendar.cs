namespace Ploutos.MarketData.Calendar;

/// <summary>The trading days of the New York Stock Exchange, 1990 to 2035:
/// <see cref="ExchangeCalendars.NewYork"/> under the names that code of one market
/// uses.</summary>
public static class NewYorkCalendar
{
    /// <summary>First day the rules are meant for.</summary>
    public static readonly DateOnly First = ExchangeCalendars.NewYork.First;

    /// <summary>Last day the rules are meant for.</summary>
    public static readonly DateOnly Last = ExchangeCalendars.NewYork.Last;

    /// <summary>When trading ends on a full day, New York time.</summary>
    public static readonly TimeOnly RegularClose = new(16, 0);

    /// <summary>Whether shares trade on <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies outside 1990 to 2035.</exception>
    public static bool IsTradingDay(DateOnly day) => ExchangeCalendars.NewYork.IsSession(day);

    /// <summary>When trading ends on a trading day, New York time: 16:00, or 13:00 (14:00 before
    /// 1993) on an early close.</summary>
    public static TimeOnly CloseOf(DateOnly day) => ExchangeCalendars.NewYork.CloseOf(day);

    /// <summary>Whether a trading day ends early.</summary>
    public static bool IsEarlyClose(DateOnly day) => ExchangeCalendars.NewYork.IsEarlyClose(day);

    /// <summary>The trading days from <paramref name="from"/> to <paramref name="to"/>, both
    /// included.</summary>
    public static IEnumerable<DateOnly> TradingDays(DateOnly from, DateOnly to) =>
        ExchangeCalendars.NewYork.Sessions(from, to);

    /// <summary>The last trading day before <paramref name="day"/>.</summary>
    public static DateOnly Previous(DateOnly day) => ExchangeCalendars.NewYork.Previous(day);

    /// <summary>The first trading day after <paramref name="day"/>.</summary>
    public static DateOnly Next(DateOnly day) => ExchangeCalendars.NewYork.Next(day);

    /// <summary>Whether the rules cover the day.</summary>
    public static bool Knows(DateOnly day) => ExchangeCalendars.NewYork.Knows(day);
}
