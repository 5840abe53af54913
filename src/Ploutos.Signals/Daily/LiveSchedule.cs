using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;

namespace Ploutos.Signals.Daily;

/// <summary>When things are due, by each market's calendar and clock: a day's run begins a delay
/// after its close (in New York 13:00 on a half-day), what is missing is asked for again every so often, and
/// given up at 8:00 of the next trading day, before its open.</summary>
internal sealed class LiveSchedule
{
    /// <summary>The longest delay: half a day leaves time to ask again before the deadline.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(12);

    private readonly TimeSpan _delay;

    /// <summary>A schedule with the request's delays.</summary>
    /// <exception cref="PloutosException">A delay is out of its range.</exception>
    public LiveSchedule(LiveRequest request)
    {
        _delay = request.Delay ?? LiveRequest.DefaultDelay;
        Retry = request.RetryEvery ?? LiveRequest.DefaultRetry;
        if (_delay < TimeSpan.Zero || _delay > LongestDelay)
            throw new PloutosException(
                Fault.WrongUsage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The delay after the close must be 0 to {LongestDelay.TotalMinutes} minutes, but got"
                        + $" {_delay.TotalMinutes}."
                )
            );
        if (Retry < TimeSpan.FromMinutes(1) || Retry > LongestDelay)
            throw new PloutosException(
                Fault.WrongUsage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"What is missing is asked for again every 1 to {LongestDelay.TotalMinutes} minutes, but got"
                        + $" {Retry.TotalMinutes}."
                )
            );
    }

    /// <summary>How often what is missing is asked for again.</summary>
    public TimeSpan Retry { get; }

    /// <summary>When a day's run begins.</summary>
    /// <param name="day">The day.</param>
    /// <param name="market">The market; New York where none is given.</param>
    public DateTimeOffset DueAt(DateOnly day, ExchangeCalendar? market = null) =>
        DayMoments.CloseOf(day, market) + _delay;

    /// <summary>The last day whose run is due.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="market">The market; New York where none is given.</param>
    public DateOnly LastDue(DateTimeOffset now, ExchangeCalendar? market = null)
    {
        market ??= ExchangeCalendars.NewYork;
        DateOnly day = market.LastFinished(now);
        while (DueAt(day, market) > now)
            day = market.Previous(day);
        return day;
    }

    /// <summary>When the next day's run begins.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="market">The market; New York where none is given.</param>
    public DateTimeOffset NextDue(DateTimeOffset now, ExchangeCalendar? market = null)
    {
        market ??= ExchangeCalendars.NewYork;
        return DueAt(market.Next(LastDue(now, market)), market);
    }
}
