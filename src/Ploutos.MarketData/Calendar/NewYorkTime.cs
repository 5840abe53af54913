namespace Ploutos.MarketData.Calendar;

/// <summary>New York's clock by the rule of its daylight saving (Energy Policy Act of 2005, since
/// 2007: second Sunday of March to first Sunday of November; before, since 1987: first Sunday of
/// April to last Sunday of October, each at 2:00 local time), so that no time zone database is
/// needed on the machine.</summary>
public static class NewYorkTime
{
    /// <summary>New York's date and time at a moment.</summary>
    public static DateTime At(DateTimeOffset moment)
    {
        DateTime utc = moment.UtcDateTime;
        return utc.AddHours(IsDaylightSaving(utc) ? -4 : -5);
    }

    /// <summary>New York's date at a moment.</summary>
    public static DateOnly DateAt(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment));

    /// <summary>The last trading day that has ended at a moment: today from its close on (an early
    /// one counts), else the trading day before.</summary>
    public static DateOnly LastFinishedDay(DateTimeOffset moment)
    {
        DateTime now = At(moment);
        DateOnly today = DateOnly.FromDateTime(now);
        return NewYorkCalendar.IsTradingDay(today) && TimeOnly.FromDateTime(now) >= NewYorkCalendar.CloseOf(today)
            ? today
            : NewYorkCalendar.Previous(today);
    }

    private static bool IsDaylightSaving(DateTime utc)
    {
        int year = utc.Year;
        (DateOnly starts, DateOnly ends) =
            year >= 2007 ? (Sunday(year, 3, 2), Sunday(year, 11, 1)) : (Sunday(year, 4, 1), LastSunday(year, 10));
        // 2:00 at 5 and at 4 hours behind
        return utc >= starts.ToDateTime(new(7, 0)) && utc < ends.ToDateTime(new(6, 0));
    }

    private static DateOnly Sunday(int year, int month, int n)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (n - 1)));
    }

    private static DateOnly LastSunday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
