using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests;

/// <summary>Which market the dates of bars belong to.</summary>
public sealed class SessionsPerYearTests
{
    private static readonly DateOnly Begin = new(2021, 3, 4);

    [Theory]
    [InlineData(25)]
    [InlineData(130)]
    [InlineData(252)]
    [InlineData(1500)]
    public void Days_of_New_York_are_252_a_year_however_many_there_are(int days) =>
        Assert.Equal(SessionsPerYear.NewYork, SessionsPerYear.Of(NewYork(days)));

    [Theory]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(183)]
    [InlineData(1461)]
    public void Days_of_every_week_are_365_a_year(int days) =>
        Assert.Equal(SessionsPerYear.EveryDay, SessionsPerYear.Of(EveryDay(days)));

    [Fact]
    public void All_weekdays_but_Christmas_and_New_Year_are_260_a_year_also_of_half_a_year()
    {
        DateOnly[] weekdays =
        [
            .. EveryDay(1100)
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Where(d => (d.Month, d.Day) is not ((12, 25) or (1, 1))),
        ];
        Assert.Equal(SessionsPerYear.EveryWeekday, SessionsPerYear.Of(weekdays));
        Assert.Equal(SessionsPerYear.EveryWeekday, SessionsPerYear.Of([.. weekdays.Take(131)]));
    }

    [Fact]
    public void An_exchange_with_holidays_of_its_own_counts_as_an_exchange()
    {
        // London: open on most holidays of New York, closed on eight of its own.
        DateOnly[] london =
        [
            .. EveryDay(365 * 3)
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Where(d => (d.Month, d.Day) is not ((12, 25) or (12, 26) or (12, 27) or (12, 28) or (1, 1) or (1, 3)))
                .Where(d => !(d is { Month: 5, DayOfWeek: DayOfWeek.Monday } && d.Day is <= 7 or >= 25))
                .Where(d => !(d is { Month: 8, DayOfWeek: DayOfWeek.Monday, Day: >= 25 })),
        ];
        Assert.Equal(SessionsPerYear.NewYork, SessionsPerYear.Of(london));
    }

    [Fact]
    public void A_gap_of_years_changes_no_market_and_lost_weekends_do_not_either()
    {
        DateOnly[] gapped = [.. NewYork(300), .. NewYork(1500).Skip(1200)];
        Assert.Equal(SessionsPerYear.NewYork, SessionsPerYear.Of(gapped));
        DateOnly[] holed = [.. EveryDay(400).Where((_, i) => i % 19 != 0)];
        Assert.Equal(SessionsPerYear.EveryDay, SessionsPerYear.Of(holed));
    }

    [Fact]
    public void Weekly_bars_and_six_days_a_week_count_as_many_as_they_are()
    {
        SessionsPerYear weekly = SessionsPerYear.Of([.. EveryDay(1462).Where(d => d.DayOfWeek == DayOfWeek.Friday)]);
        Assert.Equal(MarketYear.OwnDays, weekly.Market);
        Assert.Equal(365.25 / 7, weekly.Sessions, 1e-9);
        SessionsPerYear six = SessionsPerYear.Of([.. EveryDay(1462).Where(d => d.DayOfWeek != DayOfWeek.Saturday)]);
        Assert.InRange(six.Sessions, 312.5, 313.5);
    }

    [Fact]
    public void An_account_on_two_markets_has_its_own_days_a_year_and_on_one_that_market_s()
    {
        DateOnly[] all = EveryDay(731),
            stock = [.. NewYork(600).Where(d => d <= all[^1])];
        SessionsPerYear mixed = SessionsPerYear.Of([Bars("COIN", all), Bars("NYSE", stock)], all);
        Assert.Equal((MarketYear.OwnDays, 365.25), (mixed.Market, mixed.Sessions));
        Assert.Equal(SessionsPerYear.NewYork, SessionsPerYear.Of([Bars("A", stock), Bars("B", stock)], stock));
        // One that had ended before the account began is no part of it.
        DateOnly[] late = [.. stock.Skip(200)];
        Assert.Equal(SessionsPerYear.NewYork, SessionsPerYear.Of([Bars("OLD", all[..90]), Bars("B", stock)], late));
    }

    [Theory]
    [InlineData("XNYS", 252)]
    [InlineData("XTSE", 251)]
    [InlineData("XLON", 253)]
    [InlineData("XPAR", 256)]
    [InlineData("XTKS", 245)]
    [InlineData("XHKG", 246)]
    [InlineData("24/7", 365)]
    [InlineData("24/5", 260)]
    public void A_market_has_as_many_sessions_a_year_as_its_calendar(string mic, double sessions) =>
        Assert.Equal(sessions, ExchangeCalendars.Find(mic)!.SessionsPerYear.Sessions);

    [Fact]
    public void A_ticker_has_its_market_s_and_one_whose_dates_are_of_another_kind_its_dates()
    {
        DateOnly[] weekdays =
            [.. EveryDay(700).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))],
            tokyo = [.. ExchangeCalendars.Find("XTKS")!.Sessions(Begin, Begin.AddDays(900))],
            fridays = [.. weekdays.Where(d => d.DayOfWeek == DayOfWeek.Friday)];
        Assert.Equal(245, SessionsPerYear.Of(Bars("7203.T", tokyo)).Sessions);
        Assert.Equal(252, SessionsPerYear.Of(Bars("AAPL", NewYork(600))).Sessions);
        Assert.Equal(365, SessionsPerYear.Of(Bars("BTC-USD", EveryDay(3))).Sessions);
        Assert.Equal(365, SessionsPerYear.Of(Bars("COIN", EveryDay(300))).Sessions);
        Assert.Equal(260, SessionsPerYear.Of(Bars("EURUSD=X", weekdays)).Sessions);
        Assert.Equal(MarketYear.OwnDays, SessionsPerYear.Of(Bars("7203.T", fridays)).Market);
        Assert.Equal(252, TickerMarket.YearOf(Bars("005930.KS", tokyo)).Sessions);
        Assert.Equal("245 sessions a year (a stock exchange)", SessionsPerYear.Of(Bars("7203.T", tokyo)).Text);
    }

    [Fact]
    public void Days_that_are_too_few_are_New_York_s() =>
        Assert.All(
            (DateOnly[][])
                [
                    [],
                    [Begin],
                    [Begin, Begin.AddDays(1)],
                ],
            days => Assert.Equal(SessionsPerYear.NewYork, SessionsPerYear.Of(days))
        );

    private static DateOnly[] NewYork(int days) =>
        [.. NewYorkCalendar.TradingDays(Begin, NewYorkCalendar.Last).Take(days)];

    private static DateOnly[] EveryDay(int days) => [.. Enumerable.Range(0, days).Select(Begin.AddDays)];

    private static BarSeries Bars(string ticker, DateOnly[] days) =>
        BarSeries.FromBars(ticker, DataOrigin.Simulated, [.. days.Select(d => new Bar(d, 1, 1, 1, 1, 1))]);
}
