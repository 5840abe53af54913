using System.Globalization;
using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests.Calendars;

/// <summary>Days that are known from the exchanges' own announcements.</summary>
public sealed class ExchangeCalendarTests
{
    [Theory]
    [InlineData("XPAR", "2024-03-29 2024-04-01 2024-05-01 2024-12-25 2024-12-26")]
    [InlineData("XAMS", "2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-12-25")]
    [InlineData("XBRU", "2023-04-07 2023-04-10")]
    [InlineData("XMIL", "2025-08-15 2025-12-24 2025-12-31 2026-12-24 2026-12-31")]
    [InlineData("XMAD", "2006-01-06 2011-12-26 2021-12-24 2021-12-31 2025-12-26 2026-05-01")]
    [InlineData("XETR", "2007-05-28 2017-10-31 2019-06-10 2021-05-24 2024-12-24 2024-12-31")]
    [InlineData("XLON", "2002-06-03 2002-06-04 2011-04-29 2012-06-05 2020-05-08 2022-06-02 2022-09-19 2023-05-08")]
    [InlineData("XLON", "2021-12-27 2021-12-28 2022-01-03 2022-12-27 2023-01-02 2026-12-28")]
    [InlineData("XSWX", "2024-01-02 2024-05-09 2024-05-20 2024-08-01 2024-12-24 2024-12-31")]
    [InlineData("XSTO", "2025-01-06 2025-05-29 2025-06-06 2025-06-20 2025-12-24 2025-12-31")]
    [InlineData("XTSE", "2025-02-17 2025-05-19 2025-07-01 2025-08-04 2025-09-01 2025-10-13 2027-12-28")]
    [InlineData("XTKS", "2019-04-30 2019-05-02 2019-10-22 2020-07-23 2020-07-24 2021-08-09 2026-09-22 2020-10-01")]
    [InlineData("XTKS", "2024-01-03 2024-02-12 2024-02-23 2024-05-06 2024-08-12 2024-09-23 2024-11-04 2024-12-31")]
    [InlineData("XHKG", "2024-02-12 2024-02-13 2024-04-04 2024-05-15 2024-06-10 2024-09-18 2024-10-11 2024-12-26")]
    [InlineData("XHKG", "2015-09-03 2023-07-17 2023-09-01 2023-09-08 2026-04-07 2026-10-19 2027-02-08 2027-02-09")]
    [InlineData("XASX", "2010-04-26 2011-04-26 2022-09-22 2024-06-10 2026-01-26 2026-06-08 2026-12-28")]
    public void Holidays_and_closings_are_no_sessions(string mic, string days)
    {
        ExchangeCalendar calendar = ExchangeCalendars.Find(mic)!;
        Assert.All(days.Split(' '), day => Assert.False(calendar.IsSession(Day(day)), day));
    }

    [Theory]
    [InlineData("XPAR", "2024-07-14 2024-05-08 2024-05-09 2024-08-15 2024-11-11", "2024-07-14")]
    [InlineData("XMIL", "2025-06-02 2025-04-25 2025-12-08", "")]
    [InlineData("XMAD", "2007-01-08 2024-12-24 2025-08-15", "")]
    [InlineData("XETR", "2022-06-06 2023-10-03 2018-10-31", "")] // Hesse's holidays are kept no more
    [InlineData("XLON", "2022-05-30 2020-05-04 2024-12-24", "")] // moved away
    [InlineData("XSTO", "2024-05-20 2024-06-22", "2024-06-22")]
    [InlineData("XTSE", "2024-09-30 2022-09-19", "")]
    [InlineData("XTKS", "2020-07-20 2020-10-12 2021-07-19 2019-12-23 2024-01-04", "")]
    [InlineData("XHKG", "2024-11-14 2025-09-24 2012-07-24", "")] // storms close it no more
    [InlineData("XASX", "2021-04-26 2026-04-27 2023-11-07", "")] // Anzac Day is not made up for
    [InlineData("24/5", "2024-12-25 2024-07-04", "")]
    [InlineData("24/7", "2024-12-25 2024-07-13 2024-07-14", "")]
    public void Days_that_only_look_like_holidays_are_sessions(string mic, string days, string weekend)
    {
        ExchangeCalendar calendar = ExchangeCalendars.Find(mic)!;
        Assert.All(days.Split(' '), day => Assert.Equal(day != weekend, calendar.IsSession(Day(day))));
    }

    [Theory]
    [InlineData("XPAR", "2026-12-24", "14:05")]
    [InlineData("XPAR", "2026-12-23", "17:30")]
    [InlineData("XMAD", "2020-12-31", "14:00")]
    [InlineData("XMAD", "2024-12-24", "14:00")]
    [InlineData("XETR", "2023-12-29", "14:00")]
    [InlineData("XETR", "2026-12-30", "14:00")]
    [InlineData("XLON", "2023-12-22", "12:30")]
    [InlineData("XLON", "2023-12-29", "12:30")]
    [InlineData("XSTO", "2026-01-05", "13:00")]
    [InlineData("XSTO", "2026-10-30", "13:00")]
    [InlineData("XSTO", "2025-05-28", "13:00")]
    [InlineData("XTSE", "2021-12-24", "13:00")]
    [InlineData("XHKG", "2010-12-24", "12:30")]
    [InlineData("XHKG", "2027-02-05", "12:00")]
    [InlineData("XHKG", "2025-01-28", "12:00")]
    [InlineData("XHKG", "2026-09-25", "16:00")] // Mid-Autumn Festival
    [InlineData("XASX", "2022-12-23", "16:10")]
    [InlineData("XASX", "2023-12-22", "14:10")]
    [InlineData("XASX", "2025-12-31", "14:10")]
    public void Early_closes_are_known(string mic, string day, string close) =>
        Assert.Equal(
            TimeOnly.Parse(close, CultureInfo.InvariantCulture),
            ExchangeCalendars.Find(mic)!.CloseOf(Day(day))
        );

    [Fact]
    public void The_unusual_days_say_why_and_whether_a_rule_forecast_them()
    {
        IReadOnlyList<CalendarDay> days = ExchangeCalendars
            .Find("XLON")!
            .UnusualDays(new(2022, 9, 1), new(2022, 12, 31));
        Assert.Equal(
            [
                new(new(2022, 9, 19), null, "mourning: Elizabeth II", false, true),
                new(new(2022, 12, 23), new TimeOnly(12, 30), "last session before Christmas", true, true),
                new(new(2022, 12, 26), null, "Boxing Day", true, true),
                new(new(2022, 12, 27), null, "Christmas Day (substitute)", true, true),
                new(new(2022, 12, 30), new TimeOnly(12, 30), "last session of the year", true, true),
            ],
            days
        );
    }

    [Fact]
    public void Years_beyond_what_was_checked_say_so()
    {
        ExchangeCalendar tokyo = ExchangeCalendars.Find("XTKS")!;
        Assert.Empty(tokyo.Doubts(new(2010, 1, 1), new(2027, 12, 31)));
        Assert.Contains("checked to 2027-12-31", Assert.Single(tokyo.Doubts(new(2028, 1, 1), new(2028, 1, 2))));
        Assert.Contains("half days", Assert.Single(tokyo.Doubts(new(2008, 12, 1), new(2009, 12, 1))));
        Assert.False(tokyo.UnusualDays(new(2030, 1, 1), new(2030, 1, 1)).Single().IsCertain);
        Assert.Equal(2, tokyo.Doubts(new(2004, 1, 1), new(2004, 12, 31)).Count);
    }

    [Fact]
    public void Sydneys_last_sessions_of_2022_are_doubtful_and_no_other_days_since_2010()
    {
        ExchangeCalendar sydney = ExchangeCalendars.Find("XASX")!;
        Assert.Contains("its futures", Assert.Single(sydney.Doubts(new(2022, 1, 1), new(2022, 12, 31))));
        Assert.Empty(sydney.Doubts(new(2010, 1, 1), new(2022, 12, 22)));
        Assert.Empty(sydney.Doubts(new(2022, 12, 31), new(2026, 12, 31)));
    }

    [Fact]
    public void A_day_that_no_rule_can_compute_is_refused() =>
        Assert.Contains(
            "2000-01-01 to 2099-12-31",
            Assert
                .Throws<ArgumentOutOfRangeException>(() => ExchangeCalendars.Find("XPAR")!.IsSession(new(2100, 1, 1)))
                .Message
        );

    [Fact]
    public void Every_calendar_computes_its_whole_range_in_plausible_years()
    {
        Assert.Equal(16, ExchangeCalendars.All.DistinctBy(c => c.Mic).Count());
        foreach (ExchangeCalendar calendar in ExchangeCalendars.All)
        {
            for (int year = calendar.First.Year; year <= calendar.Last.Year; year++)
            {
                int sessions = calendar.Sessions(new(year, 1, 1), new(year, 12, 31)).Count();
                (int least, int most) = calendar.Mic switch
                {
                    "24/7" => (365, 366),
                    "24/5" => (260, 262),
                    _ => (238, 259),
                };
                Assert.True(sessions >= least && sessions <= most, $"{calendar.Mic} {year}: {sessions}");
            }
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
