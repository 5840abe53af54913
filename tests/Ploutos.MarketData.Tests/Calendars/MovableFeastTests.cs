using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Tests.Calendars;

/// <summary>The formulas for moon and sun against other ways to compute them.</summary>
public sealed class MovableFeastTests
{
    private static readonly TimeSpan Tokyo = TimeSpan.FromHours(9),
        HongKong = TimeSpan.FromHours(8);

    public static TheoryData<int> Years => [.. Enumerable.Range(2000, 100)];

    [Theory]
    [InlineData(2008, "2008-03-23")] // nearly the earliest
    [InlineData(2011, "2011-04-24")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2038, "2038-04-25")] // the latest
    [InlineData(2049, "2049-04-18")]
    [InlineData(2076, "2076-04-19")]
    public void Easter_falls_on_the_days_of_the_churchs_tables(int year, string day) =>
        Assert.Equal(day, $"{MovableFeasts.EasterSunday(year):yyyy-MM-dd}");

    [Theory]
    [InlineData(2000, 1, 1, "2000-02-05")]
    [InlineData(2020, 1, 1, "2020-01-25")]
    [InlineData(2020, 4, 8, "2020-04-30")] // its fourth month comes twice; the first one counts
    [InlineData(2020, 8, 15, "2020-10-01")]
    [InlineData(2023, 1, 1, "2023-01-22")]
    [InlineData(2023, 5, 5, "2023-06-22")] // after its second second month
    [InlineData(2025, 5, 5, "2025-05-31")]
    [InlineData(2025, 8, 15, "2025-10-06")] // after its second sixth month
    [InlineData(2027, 9, 9, "2027-10-08")]
    [InlineData(2033, 8, 15, "2033-09-08")] // the calendar's hard year: its eleventh month comes twice
    public void Days_of_the_Chinese_calendar_are_those_of_the_observatorys_tables(
        int year,
        int month,
        int day,
        string date
    ) => Assert.Equal(date, $"{MovableFeasts.Lunar(year, month, day):yyyy-MM-dd}");

    [Theory]
    [MemberData(nameof(Years))]
    public void The_sun_reaches_its_place_on_the_day_that_the_formula_names(int year)
    {
        AssertReached(0, MovableFeasts.SpringEquinox(year), Tokyo);
        AssertReached(15, MovableFeasts.ChingMing(year), HongKong);
        AssertReached(180, MovableFeasts.AutumnEquinox(year), Tokyo);
    }

    /// <summary>Within a quarter of an hour, which is what the short theory of the sun is good
    /// for.</summary>
    private static void AssertReached(double degrees, DateOnly day, TimeSpan zone)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), zone);
        Assert.True(Beyond(degrees, midnight.AddMinutes(-15)) < 0, $"{day:yyyy-MM-dd} is too late");
        Assert.True(Beyond(degrees, midnight.AddDays(1).AddMinutes(15)) > 0, $"{day:yyyy-MM-dd} is too early");
    }

    /// <summary>How far the sun's apparent longitude is beyond a place, degrees (Meeus, Astronomical
    /// Algorithms, chapter 25, low accuracy: 0.01 degrees).</summary>
    private static double Beyond(double degrees, DateTimeOffset moment)
    {
        // Dynamical time is some 70 seconds ahead of universal time in these years.
        double days =
            (moment.UtcDateTime - new DateTime(2000, 1, 1, 12, 0, 0, DateTimeKind.Utc)).TotalDays + (70 / 86400.0);
        double t = days / 36525;
        double anomaly = Radians(357.52911 + (35999.05029 * t) - (0.0001537 * t * t));
        double centre =
            ((1.914602 - (0.004817 * t)) * Math.Sin(anomaly))
            + ((0.019993 - (0.000101 * t)) * Math.Sin(2 * anomaly))
            + (0.000289 * Math.Sin(3 * anomaly));
        double longitude =
            280.46646
            + (36000.76983 * t)
            + (0.0003032 * t * t)
            + centre
            - 0.00569
            - (0.00478 * Math.Sin(Radians(125.04 - (1934.136 * t))));
        double beyond = (longitude - degrees) % 360;
        return beyond > 180 ? beyond - 360 : beyond;
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
