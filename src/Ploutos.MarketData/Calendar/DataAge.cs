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

    /// <summary>Holds a last bar against the clock.</summary>
    public static DataAge Of(DateOnly lastBar, DateTimeOffset moment)
    {
        DateOnly finished = NewYorkTime.LastFinishedDay(moment),
            today = NewYorkTime.DateAt(moment);
        int behind =
            lastBar >= finished
                ? 0
                : NewYorkCalendar
                    .TradingDays(lastBar < NewYorkCalendar.First ? NewYorkCalendar.First : lastBar.AddDays(1), finished)
                    .Count();
        return new(lastBar, finished, behind, NewYorkCalendar.IsTradingDay(today) && finished < today);
    }
}
