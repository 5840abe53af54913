namespace Ploutos.MarketData.Calendar;

/// <summary>How old bars are at a moment.</summary>
/// <param name="AsOf">The last bar.</param>
/// <param name="LastFinishedDay">The last trading day that had ended.</param>
/// <param name="TradingDaysBehind">Finished trading days after the last bar.</param>
/// <param name="MarketOpen">Whether a trading day was under way, whose bar is not used before
/// its close.</param>
public sealed record DataAge(DateOnly AsOf, DateOnly LastFinishedDay, int TradingDaysBehind, bool MarketOpen)
{
    /// <summary>Whether a finished trading day is missing.</summary>
    public bool IsStale => TradingDaysBehind > 0;

    /// <summary>The age in words.</summary>
    public string Sentence =>
        (IsStale, MarketOpen) switch
        {
            (false, false) => $"as of {AsOf:yyyy-MM-dd}, the last finished trading day",
            (false, true) =>
                $"as of {AsOf:yyyy-MM-dd}, the last finished trading day; today's bar is left out until the close",
            _ => $"as of {AsOf:yyyy-MM-dd}: STALE, {TradingDaysBehind} trading day(s) behind"
                + $" {LastFinishedDay:yyyy-MM-dd}",
        };

    /// <summary>Holds a last bar against the clock of its market.</summary>
    /// <param name="lastBar">The last bar.</param>
    /// <param name="moment">Now.</param>
    /// <param name="calendar">The market's; New York's where none is given.</param>
    public static DataAge Of(DateOnly lastBar, DateTimeOffset moment, ExchangeCalendar? calendar = null)
    {
        calendar ??= ExchangeCalendars.NewYork;
        DateOnly finished = calendar.LastFinished(moment),
            today = calendar.DateAt(moment);
        int behind =
            lastBar >= finished
                ? 0
                : calendar.Sessions(lastBar < calendar.First ? calendar.First : lastBar.AddDays(1), finished).Count();
        return new(lastBar, finished, behind, calendar.IsSession(today) && finished < today);
    }
}
