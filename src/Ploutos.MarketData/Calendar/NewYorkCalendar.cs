namespace Ploutos.MarketData.Calendar;

/// <summary>The trading days of the New York Stock Exchange, 1990 to 2035, by its rules: regular
/// holidays, the closings that no rule forecasts (mourning, disaster), and early closes. Days after
/// the last known one-off closing are by rule alone. Source: NYSE Rule 7.2, the exchange's list of
/// closings since 1885, and its published holidays to 2028.</summary>
public static class NewYorkCalendar
{
    /// <summary>First day the rules are meant for.</summary>
    public static readonly DateOnly First = new(1990, 1, 1);

    /// <summary>Last day the rules are meant for.</summary>
    public static readonly DateOnly Last = new(2035, 12, 31);

    /// <summary>When trading ends on a full day, New York time.</summary>
    public static readonly TimeOnly RegularClose = new(16, 0);

    private static readonly HashSet<DateOnly> Closings =
    [
        new(1994, 4, 27), // mourning: Nixon
        new(2001, 9, 11),
        new(2001, 9, 12),
        new(2001, 9, 13),
        new(2001, 9, 14),
        new(2004, 6, 11), // mourning: Reagan
        new(2007, 1, 2), // mourning: Ford
        new(2012, 10, 29),
        new(2012, 10, 30), // hurricane Sandy
        new(2018, 12, 5), // mourning: Bush
        new(2025, 1, 9), // mourning: Carter
    ];

    private static readonly HashSet<DateOnly> EarlyByNotice = [new(1997, 12, 26), new(1999, 12, 31), new(2003, 12, 26)];

    /// <summary>Whether shares trade on <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies outside 1990 to 2035.</exception>
    public static bool IsTradingDay(DateOnly day)
    {
        RequireKnown(day);
        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && !IsHoliday(day)
            && !Closings.Contains(day);
    }

    /// <summary>When trading ends on a trading day, New York time: 16:00, or 13:00 (14:00 before
    /// 1993) on an early close.</summary>
    public static TimeOnly CloseOf(DateOnly day)
    {
        RequireKnown(day);
        return !IsEarlyClose(day) ? RegularClose : new TimeOnly(day.Year < 1993 ? 14 : 13, 0);
    }

    /// <summary>Whether a trading day ends early.</summary>
    public static bool IsEarlyClose(DateOnly day)
    {
        if (!IsTradingDay(day))
            return false;
        return (day.Month, day.Day) switch
        {
            (12, 24) => true,
            (7, 3) => day.Year >= 1995
                && (
                    day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Thursday
                    || (day.DayOfWeek is DayOfWeek.Wednesday && day.Year >= 2013)
                ),
            (7, 5) => day.DayOfWeek is DayOfWeek.Friday && day.Year is >= 1995 and < 2013,
            (11, _) => day.Year >= 1992 && day == Nth(day.Year, 11, DayOfWeek.Thursday, 4).AddDays(1),
            _ => EarlyByNotice.Contains(day),
        };
    }

    /// <summary>The trading days from <paramref name="from"/> to <paramref name="to"/>, both
    /// included.</summary>
    public static IEnumerable<DateOnly> TradingDays(DateOnly from, DateOnly to)
    {
        for (DateOnly day = from; day <= to; day = day.AddDays(1))
        {
            if (IsTradingDay(day))
                yield return day;
        }
    }

    /// <summary>The last trading day before <paramref name="day"/>.</summary>
    public static DateOnly Previous(DateOnly day)
    {
        do day = day.AddDays(-1);
        while (!IsTradingDay(day));
        return day;
    }

    /// <summary>The first trading day after <paramref name="day"/>.</summary>
    public static DateOnly Next(DateOnly day)
    {
        do day = day.AddDays(1);
        while (!IsTradingDay(day));
        return day;
    }

    /// <summary>Whether the rules cover the day.</summary>
    public static bool Knows(DateOnly day) => day >= First && day <= Last;

    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).</summary>
    internal static DateOnly Easter(int year)
    {
        int a = year % 19,
            b = year / 100,
            c = year % 100;
        int h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        int l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        int m = (a + (11 * h) + (22 * l)) / 451;
        int monthAndDay = h + l - (7 * m) + 114;
        return new(year, monthAndDay / 31, (monthAndDay % 31) + 1);
    }

    private static bool IsHoliday(DateOnly day)
    {
        int year = day.Year;
        return day.Month switch
        {
            // A New Year's Day on a Saturday is not made up for: the Friday closes the year's books.
            1 => day
                == (
                    new DateOnly(year, 1, 1) is { DayOfWeek: DayOfWeek.Sunday } sunday
                        ? sunday.AddDays(1)
                        : new DateOnly(year, 1, 1)
                )
                || (year >= 1998 && day == Nth(year, 1, DayOfWeek.Monday, 3)),
            2 => day == Nth(year, 2, DayOfWeek.Monday, 3),
            3 or 4 => day == Easter(year).AddDays(-2),
            5 => day.DayOfWeek is DayOfWeek.Monday && day.Day > 24,
            6 => year >= 2022 && day == Observed(new(year, 6, 19)),
            7 => day == Observed(new(year, 7, 4)),
            9 => day == Nth(year, 9, DayOfWeek.Monday, 1),
            11 => day == Nth(year, 11, DayOfWeek.Thursday, 4),
            12 => day == Observed(new(year, 12, 25)),
            _ => false,
        };
    }

    /// <summary>A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday
    /// after.</summary>
    private static DateOnly Observed(DateOnly day) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(-1),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day,
        };

    private static DateOnly Nth(int year, int month, DayOfWeek weekday, int n)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((weekday - first.DayOfWeek + 7) % 7) + (7 * (n - 1)));
    }

    private static void RequireKnown(DateOnly day)
    {
        if (!Knows(day))
            throw new ArgumentOutOfRangeException(
                nameof(day),
                $"The New York calendar is known from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}, but got"
                    + $" {day:yyyy-MM-dd}."
            );
    }
}
