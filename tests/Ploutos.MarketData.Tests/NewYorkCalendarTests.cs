using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class NewYorkCalendarTests
{
    [Theory]
    [InlineData("1990-01-01")] // New Year
    [InlineData("1998-01-19")] // the first Martin Luther King day kept
    [InlineData("2023-01-02")] // New Year on a Sunday
    [InlineData("2008-03-21")] // Good Friday in March
    [InlineData("2024-03-29")]
    [InlineData("2035-03-23")]
    [InlineData("2010-07-05")] // Independence Day on a Sunday
    [InlineData("2020-07-03")] // on a Saturday
    [InlineData("2022-06-20")] // Juneteenth on a Sunday
    [InlineData("2021-12-24")] // Christmas on a Saturday
    [InlineData("2024-11-28")]
    [InlineData("2001-09-11")]
    [InlineData("2012-10-29")]
    [InlineData("2025-01-09")]
    [InlineData("2026-11-26")]
    public void Holidays_and_closings_are_no_trading_days(string day) =>
        Assert.False(NewYorkCalendar.IsTradingDay(Day(day)));

    [Theory]
    [InlineData("1997-01-20")] // before Martin Luther King day was kept
    [InlineData("2021-06-18")] // before Juneteenth was kept
    [InlineData("2021-12-31")] // New Year on a Saturday is not made up for
    [InlineData("2027-12-31")]
    [InlineData("2024-11-29")]
    [InlineData("2001-09-17")]
    [InlineData("2010-11-11")] // Veterans Day
    public void Days_that_only_look_like_holidays_are_trading_days(string day) =>
        Assert.True(NewYorkCalendar.IsTradingDay(Day(day)));

    [Theory]
    [InlineData("2024-11-29", "13:00")]
    [InlineData("1992-11-27", "14:00")]
    [InlineData("2024-12-24", "13:00")]
    [InlineData("2024-07-03", "13:00")]
    [InlineData("2002-07-05", "13:00")] // July 4 on a Thursday, as it was done before 2013
    [InlineData("2012-07-03", "13:00")]
    [InlineData("2013-07-05", "16:00")]
    [InlineData("1999-12-31", "13:00")]
    [InlineData("2026-11-27", "13:00")]
    [InlineData("2026-07-02", "16:00")] // July 4 on a Saturday
    [InlineData("2026-11-20", "16:00")]
    public void Early_closes_are_known(string day, string close) =>
        Assert.Equal(TimeOnly.Parse(close, CultureInfo.InvariantCulture), NewYorkCalendar.CloseOf(Day(day)));

    [Theory]
    [InlineData(1996, 254)] // figures of the exchange's own yearly count
    [InlineData(2001, 248)]
    [InlineData(2008, 253)]
    [InlineData(2012, 250)]
    [InlineData(2018, 251)]
    [InlineData(2024, 252)]
    [InlineData(2025, 250)]
    public void A_year_has_as_many_trading_days_as_the_exchange_counted(int year, int days) =>
        Assert.Equal(days, NewYorkCalendar.TradingDays(new(year, 1, 1), new(year, 12, 31)).Count());

    [Fact]
    public void It_agrees_with_the_dates_on_which_31_stocks_really_traded()
    {
        var traded = CsvBarSource
            .Read(TestPaths.RealBarsOrSkip())
            .SelectMany(s => s.Bars.Select(b => b.Date))
            .ToHashSet();
        Assert.Equal(traded.Order(), NewYorkCalendar.TradingDays(traded.Min(), traded.Max()));
    }

    [Fact]
    public void A_day_beyond_the_rules_is_refused() =>
        Assert.Contains(
            "1990-01-01 to 2035-12-31",
            Assert.Throws<ArgumentOutOfRangeException>(() => NewYorkCalendar.IsTradingDay(new(2036, 1, 2))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_neighbours_of_a_day_skip_weekends_and_holidays()
    {
        Assert.Equal(Day("2024-11-27"), NewYorkCalendar.Previous(Day("2024-11-29")));
        Assert.Equal(Day("2024-12-02"), NewYorkCalendar.Next(Day("2024-11-29")));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
