using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Calendars;

/// <summary>Which market a ticker's name points to, and its bars held against that market's
/// days.</summary>
public sealed class TickerMarketTests
{
    [Theory]
    [InlineData("AAPL", "XNYS")]
    [InlineData("BRK.B", "XNYS")]
    [InlineData("BRK-B", "XNYS")]
    [InlineData("BAC-PL", "XNYS")]
    [InlineData("AAPL.US", "XNYS")]
    [InlineData("^GSPC", "XNYS")]
    [InlineData("^SOX", "XNYS")]
    [InlineData("MC.PA", "XPAR")]
    [InlineData("asml.as", "XAMS")]
    [InlineData("UCB.BR", "XBRU")]
    [InlineData("ENI.MI", "XMIL")]
    [InlineData("SAN.MC", "XMAD")]
    [InlineData("SAP.DE", "XETR")]
    [InlineData("HSBA.L", "XLON")]
    [InlineData("NESN.SW", "XSWX")]
    [InlineData("VOLV-B.ST", "XSTO")]
    [InlineData("RY.TO", "XTSE")]
    [InlineData("7203.T", "XTKS")]
    [InlineData("0700.HK", "XHKG")]
    [InlineData("BHP.AX", "XASX")]
    [InlineData("^FCHI", "XPAR")]
    [InlineData("^N225", "XTKS")]
    [InlineData("^GDAXI", "XETR")]
    [InlineData("^vix", "XNYS")]
    [InlineData("^RUT", "XNYS")]
    [InlineData("^BVSP", null)]
    [InlineData("^KS11", null)]
    [InlineData("^NSEI", null)]
    [InlineData("^TWII", null)]
    [InlineData("^MXX", null)]
    [InlineData("^STOXX50E", null)]
    [InlineData("^NOSUCH", null)]
    [InlineData("BTC-USD", "24/7")]
    [InlineData("ETH-EUR", "24/7")]
    [InlineData("EURUSD=X", "24/5")]
    [InlineData("005930.KS", null)]
    [InlineData("SAP.F", null)]
    [InlineData("ES=F", null)]
    public void A_name_points_to_its_market(string ticker, string? mic)
    {
        Assert.Equal(mic, TickerMarket.Find(ticker)?.Mic);
        Assert.Equal(mic ?? "XNYS", TickerMarket.ClockOf(ticker).Mic);
    }

    [Theory]
    [InlineData("ES=F")]
    [InlineData("^BVSP")]
    [InlineData("005930.KS")]
    public void A_day_of_an_unknown_market_is_finished_at_New_Yorks_midnight(string ticker)
    {
        ExchangeCalendar clock = TickerMarket.ClockOf(ticker);
        DateOnly friday = new(2026, 11, 27); // New York closes at 13:00
        DateTimeOffset midnight = new(2026, 11, 28, 5, 0, 0, TimeSpan.Zero);
        Assert.Equal(friday, clock.LastFinished(midnight));
        Assert.Equal(new DateOnly(2026, 11, 25), clock.LastFinished(midnight.AddSeconds(-1)));
        Assert.Equal(friday, clock.LastFinished(midnight.AddDays(2)));
    }

    [Theory]
    [InlineData("MC.PA")]
    [InlineData("7203.T")]
    [InlineData("0700.HK")]
    [InlineData("BTC-USD")]
    [InlineData("EURUSD=X")]
    [InlineData("^FTSE")]
    public void Two_years_of_a_markets_own_sessions_have_no_gap_and_no_closed_day(string ticker)
    {
        ExchangeCalendar market = TickerMarket.Find(ticker)!;
        DateOnly end = market.Previous(new(2025, 12, 31));
        Assert.Empty(CalendarFindings(ticker, market.Sessions(new(2024, 1, 2), end), end));
    }

    [Fact]
    public void A_closed_day_and_a_gap_are_those_of_the_tickers_market()
    {
        // Paris rested on 1 May 2024, and New York on 27 May.
        DateOnly[] paris = [Day(29), Day(30), Day(2, 5), Day(3, 5)],
            holiday = [Day(29), Day(30), Day(1, 5), Day(2, 5)],
            memorial = [Day(24, 5), Day(28, 5)];
        Assert.Empty(CalendarFindings("MC.PA", paris));
        QualityFinding gap = Assert.Single(CalendarFindings("MC", paris));
        Assert.Equal((QualityReason.Gap, Day(1, 5)), (gap.Reason, gap.Date));
        QualityFinding closed = Assert.Single(CalendarFindings("MC.PA", holiday));
        Assert.Equal((QualityReason.ClosedDay, Day(1, 5)), (closed.Reason, closed.Date));
        Assert.Equal("Euronext Paris was closed on this Wednesday", closed.Detail);
        Assert.Empty(CalendarFindings("MC", memorial));
        Assert.Equal(QualityReason.Gap, Assert.Single(CalendarFindings("MC.PA", memorial)).Reason);
    }

    [Fact]
    public void Of_a_market_without_a_calendar_one_finding_says_that_days_are_not_checked()
    {
        QualityFinding finding = Assert.Single(CalendarFindings("005930.KS", [Day(29), Day(1, 5), Day(31, 5)]));
        Assert.Equal((QualityReason.UnknownMarket, Severity.Info), (finding.Reason, finding.Severity));
        Assert.Contains("005930.KS", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_age_counts_the_sessions_of_the_market()
    {
        // 2 May 2024, 16:00 in Tokyo: its session is over, New York's of 1 May has been for hours.
        DateTimeOffset moment = new(2024, 5, 2, 7, 0, 0, TimeSpan.Zero);
        ExchangeCalendar tokyo = TickerMarket.Find("7203.T")!;
        Assert.Equal(new DataAge(Day(2, 5), Day(2, 5), 0, false), DataAge.Of(Day(2, 5), moment, tokyo));
        Assert.Equal(1, DataAge.Of(Day(1, 5), moment, tokyo).TradingDaysBehind);
        Assert.Equal(Day(1, 5), DataAge.Of(Day(1, 5), moment).LastFinishedDay);
        // Golden Week: from 3 to 6 May nothing is missing.
        Assert.False(DataAge.Of(Day(2, 5), moment.AddDays(4), tokyo).IsStale);
    }

    [Fact]
    public void An_imported_bar_counts_from_the_close_of_its_tickers_market_on()
    {
        const string rows = """
            Date,Open,High,Low,Close,Volume
            2026-11-18,100,102,99,101,1000
            2026-11-19,101,103,100,102,1000
            2026-11-20,102,104,101,103,1000
            """;
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("bars"));
        foreach (string name in new[] { "MC.PA", "NVDA" })
            File.WriteAllText(folder.File("bars", $"{name}.csv"), rows);
        // A Friday, half an hour before New York closes; Paris closed hours ago.
        FakeTimeProvider clock = new(new(2026, 11, 20, 20, 30, 0, TimeSpan.Zero));
        using BarStore store = BarStore.Open(folder.File("ploutos.db"));
        using BarSources sources = new(new(), clock);
        Assert.Equal(2, new MarketDataService(store, sources, clock).Import(folder.File("bars")).Count());
        Assert.Equal(new DateOnly(2026, 11, 20), store.Read("MC.PA").Dates[^1]);
        Assert.Equal(new DateOnly(2026, 11, 19), store.Read("NVDA").Dates[^1]);
    }

    private static IEnumerable<QualityFinding> CalendarFindings(
        string ticker,
        IEnumerable<DateOnly> days,
        DateOnly? mustReach = null
    ) =>
        QualityCheck
            .Run(new(ticker, "test", "", DataOrigin.Observed, [.. days.Select(Bar)], []), mustReach: mustReach)
            .Report.Findings.Where(f =>
                f.Reason
                    is QualityReason.Gap
                        or QualityReason.ClosedDay
                        or QualityReason.EndsEarly
                        or QualityReason.UnknownMarket
            );

    private static DeliveredBar Bar(DateOnly day)
    {
        double close = 100 + (day.DayNumber % 7);
        return DeliveredBar.Plain(day, close, close + 1, close - 1, close, 1000);
    }

    private static DateOnly Day(int day, int month = 4) => new(2024, month, day);
}
