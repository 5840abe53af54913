using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Quality;

/// <summary>Holds the dates against the calendar of the ticker's market: gaps, bars of closed days, a
/// series that ends early.</summary>
internal static class CalendarCheck
{
    /// <summary>A gap of more trading days than this is serious.</summary>
    private const int SeriousGap = 10;

    public static void Inspect(BarSeries series, DateOnly? mustReach, FindingLog log)
    {
        if (series.Count == 0)
            return;
        if (TickerMarket.Find(series) is not { } calendar)
        {
            log.Add(
                series.Dates[^1],
                QualityReason.UnknownMarket,
                Severity.Info,
                QualityAction.Kept,
                $"no calendar is known for the market of {series.Ticker}: gaps and closed days are not looked for"
            );
            return;
        }

        for (int t = 0; t < series.Count; t++)
        {
            DateOnly day = series.Dates[t];
            if (!calendar.Knows(day))
                continue;
            if (!calendar.IsSession(day))
                log.Add(
                    day,
                    QualityReason.ClosedDay,
                    Severity.Warning,
                    QualityAction.Kept,
                    $"{NameOf(calendar)} was closed on this {day.DayOfWeek}"
                );
            if (t > 0 && calendar.Knows(series.Dates[t - 1]))
                ReportGap(calendar, series.Dates[t - 1], day, log);
        }

        if (mustReach is { } last && series.Dates[^1] < last && calendar.Knows(series.Dates[^1]))
        {
            int missing = calendar.Sessions(series.Dates[^1].AddDays(1), last).Count();
            log.Add(
                series.Dates[^1],
                QualityReason.EndsEarly,
                missing > SeriousGap ? Severity.Serious : Severity.Warning,
                QualityAction.Kept,
                $"the series ends here, {missing} trading day(s) before the last finished one, {last:yyyy-MM-dd}"
            );
        }
    }

    private static string NameOf(ExchangeCalendar calendar) =>
        calendar == ExchangeCalendars.NewYork ? "New York" : calendar.Name;

    private static void ReportGap(ExchangeCalendar calendar, DateOnly before, DateOnly after, FindingLog log)
    {
        if (after.DayNumber - before.DayNumber < 2)
            return;
        int missing = 0;
        DateOnly firstMissing = default,
            lastMissing = default;
        for (DateOnly day = before.AddDays(1); day < after; day = day.AddDays(1))
        {
            if (!calendar.IsSession(day) || calendar.IsQuiet(day))
                continue;
            firstMissing = missing++ == 0 ? day : firstMissing;
            lastMissing = day;
        }

        if (missing == 0)
            return;
        log.Add(
            lastMissing,
            QualityReason.Gap,
            missing > SeriousGap ? Severity.Serious : Severity.Warning,
            QualityAction.Kept,
            missing == 1
                ? (InvariantText)$"no bar on this trading day"
                : $"no bar on {missing} trading days from {firstMissing:yyyy-MM-dd} on"
        );
    }
}
