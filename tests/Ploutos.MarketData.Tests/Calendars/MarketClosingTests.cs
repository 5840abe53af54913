using System.Globalization;
using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests.Calendars;

/// <summary>When a session is over: time zones, daylight saving, closing auctions, half
/// days.</summary>
public sealed class MarketClosingTests
{
    [Theory]
    [InlineData("XNYS", "2024-03-08", "2024-03-08T21:00")] // New York changes its clocks on 10 March,
    [InlineData("XNYS", "2024-03-11", "2024-03-11T20:00")]
    [InlineData("XPAR", "2024-03-11", "2024-03-11T16:35")] // Europe on 31 March
    [InlineData("XPAR", "2024-04-02", "2024-04-02T15:35")]
    [InlineData("XPAR", "2024-12-24", "2024-12-24T13:10")] // half day, and the closing auction
    [InlineData("XAMS", "2024-10-25", "2024-10-25T15:35")]
    [InlineData("XBRU", "2024-10-28", "2024-10-28T16:35")]
    [InlineData("XMIL", "2024-07-15", "2024-07-15T15:35")]
    [InlineData("XMAD", "2024-12-31", "2024-12-31T13:05")]
    [InlineData("XETR", "2024-12-30", "2024-12-30T13:05")]
    [InlineData("XETR", "2003-10-31", "2003-10-31T19:05")] // until November 2003 to 20:00
    [InlineData("XLON", "2024-03-28", "2024-03-28T16:35")]
    [InlineData("XLON", "2024-04-02", "2024-04-02T15:35")]
    [InlineData("XSWX", "2024-01-15", "2024-01-15T16:30")]
    [InlineData("XSTO", "2024-03-28", "2024-03-28T12:00")] // Maundy Thursday
    [InlineData("XTSE", "2024-12-24", "2024-12-24T18:00")]
    [InlineData("XTKS", "2024-11-01", "2024-11-01T06:00")] // the last session to 15:00
    [InlineData("XTKS", "2024-11-05", "2024-11-05T06:30")]
    [InlineData("XHKG", "2016-07-22", "2016-07-22T08:00")] // before the closing auction came
    [InlineData("XHKG", "2016-07-25", "2016-07-25T08:10")]
    [InlineData("XHKG", "2026-02-16", "2026-02-16T04:10")] // Lunar New Year's Eve
    [InlineData("XASX", "2024-01-15", "2024-01-15T05:12")]
    [InlineData("XASX", "2024-07-15", "2024-07-15T06:12")]
    [InlineData("24/7", "2024-01-13", "2024-01-14T00:00")] // a Saturday
    [InlineData("24/5", "2024-01-15", "2024-01-16T00:00")]
    [InlineData("24/5", "2024-07-15", "2024-07-15T23:00")]
    public void A_session_is_finished_at_its_closing_minute_and_not_a_second_before(
        string mic,
        string session,
        string utc
    )
    {
        ExchangeCalendar calendar = ExchangeCalendars.Find(mic)!;
        DateOnly day = DateOnly.Parse(session, CultureInfo.InvariantCulture);
        var moment = DateTimeOffset.Parse(utc + "Z", CultureInfo.InvariantCulture);
        Assert.True(calendar.IsSession(day));
        Assert.Equal(moment, calendar.FinishedAt(day));
        Assert.Equal(day, calendar.LastFinished(moment));
        Assert.Equal(calendar.Previous(day), calendar.LastFinished(moment.AddSeconds(-1)));
    }

    [Theory]
    [InlineData("XTKS", "2024-05-01T23:30Z", "2024-05-02")] // the next day has begun in Tokyo
    [InlineData("XASX", "2024-05-01T14:30Z", "2024-05-02")]
    [InlineData("XNYS", "2024-05-02T02:00Z", "2024-05-01")]
    [InlineData("24/5", "2024-07-14T23:00Z", "2024-07-15")] // midnight in London, in summer
    [InlineData("24/5", "2024-01-14T23:00Z", "2024-01-14")]
    [InlineData("24/7", "2024-07-14T23:59Z", "2024-07-14")]
    public void A_moment_has_the_date_of_the_market(string mic, string moment, string date) =>
        Assert.Equal(
            DateOnly.Parse(date, CultureInfo.InvariantCulture),
            ExchangeCalendars.Find(mic)!.DateAt(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture))
        );

    [Fact]
    public void Of_the_same_date_Tokyo_ends_before_Paris_and_Paris_before_New_York()
    {
        ExchangeCalendar tokyo = ExchangeCalendars.Find("XTKS")!,
            paris = ExchangeCalendars.Find("XPAR")!,
            newYork = ExchangeCalendars.NewYork;
        foreach (DateOnly day in newYork.Sessions(new(2005, 1, 1), new(2026, 12, 31)))
        {
            if (!tokyo.IsSession(day) || !paris.IsSession(day))
                continue;
            Assert.True(tokyo.FinishedAt(day) < paris.FinishedAt(day));
            Assert.True(paris.FinishedAt(day) < newYork.FinishedAt(day));
        }
    }

    [Fact]
    public void A_lunch_break_is_told_and_ends_no_session()
    {
        ExchangeCalendar tokyo = ExchangeCalendars.Find("XTKS")!;
        DateOnly day = new(2024, 11, 5);
        Assert.Equal(
            new MarketHours(new(9, 0), new(15, 30), new(11, 30), new(12, 30), TimeSpan.Zero),
            tokyo.HoursOf(day)
        );
        Assert.Equal(
            new DateOnly(2024, 11, 1),
            tokyo.LastFinished(new DateTimeOffset(2024, 11, 5, 12, 0, 0, TimeSpan.FromHours(9)))
        );
    }

    [Fact]
    public void New_Yorks_clock_is_that_of_the_law_in_every_hour_of_46_years()
    {
        for (DateTimeOffset t = new(1990, 1, 1, 0, 30, 0, TimeSpan.Zero); t.Year < 2036; t = t.AddHours(1))
        {
            // Daylight saving begins and ends at 2:00. Since 2007 (Energy Policy Act of 2005): second Sunday of
            // March to first of November; before, since 1987: first of April to last of October.
            (DateOnly starts, DateOnly ends) =
                t.Year >= 2007
                    ? (Sunday(new(t.Year, 3, 8)), Sunday(new(t.Year, 11, 1)))
                    : (Sunday(new(t.Year, 4, 1)), Sunday(new(t.Year, 10, 25)));
            bool saves = t.UtcDateTime >= starts.ToDateTime(new(7, 0)) && t.UtcDateTime < ends.ToDateTime(new(6, 0));
            DateTime local = t.UtcDateTime.AddHours(saves ? -4 : -5);
            if (NewYorkTime.At(t) != local)
                Assert.Fail($"{t:u}: {NewYorkTime.At(t):u}, by law {local:u}");
        }
    }

    private static DateOnly Sunday(DateOnly from) => from.AddDays((7 - (int)from.DayOfWeek) % 7);
}
