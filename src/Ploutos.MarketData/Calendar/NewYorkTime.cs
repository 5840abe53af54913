namespace Ploutos.MarketData.Calendar;

/// <summary>New York's clock: that of <see cref="ExchangeCalendars.NewYork"/> under the names that
/// code of one market uses.</summary>
public static class NewYorkTime
{
    /// <summary>New York's date and time at a moment.</summary>
    public static DateTime At(DateTimeOffset moment) => ExchangeCalendars.NewYork.TimeAt(moment);

    /// <summary>New York's date at a moment.</summary>
    public static DateOnly DateAt(DateTimeOffset moment) => ExchangeCalendars.NewYork.DateAt(moment);

    /// <summary>The last trading day that has ended at a moment: today from its close on (an early
    /// one counts), else the trading day before.</summary>
    public static DateOnly LastFinishedDay(DateTimeOffset moment) => ExchangeCalendars.NewYork.LastFinished(moment);
}
