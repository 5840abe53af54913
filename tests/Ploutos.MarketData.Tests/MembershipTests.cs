namespace Ploutos.MarketData.Tests;

public sealed class MembershipTests
{
    [Theory]
    [InlineData("2010-01-04..2015-06-19 2015-06-20..2016-01-01", "2010-01-04..2016-01-01")] // the next day
    [InlineData("2015-06-01..2016-01-01 2010-01-04..2015-06-19", "2010-01-04..2016-01-01")] // overlapping
    [InlineData("2010-01-04..2016-01-01 2011-01-01..2012-01-01", "2010-01-04..2016-01-01")] // one within
    [InlineData("2010-01-04..2010-01-04 2010-01-06..2010-01-06", "2010-01-04..2010-01-04 2010-01-06..2010-01-06")]
    [InlineData("0001-01-01..9999-12-31 2010-01-04..2011-01-01", "0001-01-01..9999-12-31")]
    public void Ranges_that_touch_or_overlap_are_one(string given, string expected)
    {
        var days = new Membership(given.Split(' ').Select(Range));
        Assert.Equal(expected, days.ToString());
        Assert.All(given.Split(' '), r => Assert.True(days.Contains(Range(r).From) && days.Contains(Range(r).To)));
    }

    private static (DateOnly From, DateOnly To) Range(string text) =>
        text.Split("..") is [var from, var to] ? (Day(from), Day(to)) : throw new FormatException(text);

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
