using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Quality;

/// <summary>Holds the dates against the exchange's calendar: gaps, bars of closed days, a series
/// that ends early.</summary>
internal static class CalendarCheck
{
    /// <summary>A gap of more trading days than this is serious.</summary>
    private const int SeriousGap = 10;

    public static void Inspect(BarSeries series, DateOnly? mustReach, FindingLog log)
    {
        for (int t = 0; t < series.Count; t++)
        {
            DateOnly day = series.Dates[t];
            if (!NewYorkCalendar.Knows(day))
                continue;
            if (!NewYorkCalendar.IsTradingDay(day))
                log.Add(
                    day,
                    QualityReason.ClosedDay,
                    Severity.Warning,
                    QualityAction.Kept,
                    $"New York was closed on this {day.DayOfWeek}"
                );
            if (t > 0 && NewYorkCalendar.Knows(series.Dates[t - 1]))
                ReportGap(series.Dates[t - 1], day, log);
        }

        if (
            series.Count > 0
            && mustReach is { } last
            && series.Dates[^1] < last
            && NewYorkCalendar.Knows(series.Dates[^1])
        )
        {
            int missing = NewYorkCalendar.TradingDays(series.Dates[^1].AddDays(1), last).Count();
            log.Add(
                series.Dates[^1],
                QualityReason.EndsEarly,
                missing > SeriousGap ? Severity.Serious : Severity.Warning,
                QualityAction.Kept,
                $"the series ends here, {missing} trading day(s) before the last finished one, {last:yyyy-MM-dd}"
            );
        }
    }

    private static void ReportGap(DateOnly before, DateOnly after, FindingLog log)
    {
        if (after.DayNumber - before.DayNumber < 2)
            return;
        DateOnly first = before.AddDays(1);
        int missing = 0;
        DateOnly firstMissing = default,
            lastMissing = default;
        foreach (DateOnly day in NewYorkCalendar.TradingDays(first, after.AddDays(-1)))
        {
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
