using System.Globalization;

namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>Dates that follow the moon or the sun.</summary>
internal static class MovableFeasts
{
    private static readonly ChineseLunisolarCalendar Chinese = new();

    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).</summary>
    public static DateOnly EasterSunday(int year)
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

    /// <summary>A day of the Chinese calendar, in the lunar year that begins in
    /// <paramref name="year"/>. Leap months carry no holiday. Known for 1901 to 2100.</summary>
    public static DateOnly Lunar(int year, int month, int day)
    {
        // Months are counted through: those after a leap month come one later.
        int leap = Chinese.GetLeapMonth(year);
        int counted = leap > 0 && month >= leap ? month + 1 : month;
        return DateOnly.FromDateTime(Chinese.ToDateTime(year, counted, day, 0, 0, 0, 0));
    }

    /// <summary>The day of the spring equinox in Japan, 1980 to 2099 (the formula of the almanac Shin
    /// Koyomi Benricho).</summary>
    public static DateOnly SpringEquinox(int year) => new(year, 3, Equinox(20.8431, year));

    /// <summary>The day of the autumn equinox in Japan, 1980 to 2099.</summary>
    public static DateOnly AutumnEquinox(int year) => new(year, 9, Equinox(23.2488, year));

    /// <summary>Ching Ming, when the sun reaches 15 degrees of longitude in Chinese time, 2000 to
    /// 2099 (the usual formula of solar terms).</summary>
    public static DateOnly ChingMing(int year) =>
        new(year, 4, (int)((0.2422 * (year - 2000)) + 4.81) - ((year - 2000) / 4));

    // A tropical year is 0.242194 days longer than 365; each leap year takes a day back.
    private static int Equinox(double of1980, int year) =>
        (int)(of1980 + (0.242194 * (year - 1980))) - ((year - 1980) / 4);
}
