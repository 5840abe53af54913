using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;

namespace Ploutos.MarketData.Tests;

/// <summary>Yahoo's bars of other markets: dated by the exchange's day, finished by its clock, held
/// against its calendar.</summary>
public sealed class YahooMarketTests
{
    // A Thursday: no session of these markets ends within the hour.
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly MarketAnswers _yahoo = new();

    [Theory]
    [InlineData("MC.PA", "XPAR", "EUR", InstrumentKind.Share)]
    [InlineData("7203.T", "XTKS", "JPY", InstrumentKind.Share)]
    [InlineData("BHP.AX", "XASX", "AUD", InstrumentKind.Share)]
    [InlineData("BTC-USD", "24/7", "USD", InstrumentKind.Crypto)]
    [InlineData("EURUSD=X", "24/5", "USD", InstrumentKind.Currency)]
    [InlineData("^GSPC", "XNYS", "USD", InstrumentKind.Index)]
    [InlineData("^VIX", "XNYS", "USD", InstrumentKind.Index)]
    public async Task Two_years_of_any_market_have_their_sessions_and_no_finding(
        string ticker,
        string market,
        string currency,
        InstrumentKind kind
    )
    {
        using var harness = new SourceHarness(Now, _yahoo.Answer);
        FetchResult result = await harness.FetchAsync(ticker, new() { From = new(2024, 11, 25) });
        Assert.True(result.Succeeded, result.Sentence);
        Assert.Empty(result.Saved!.Checked.Report.Findings);
        Assert.Empty(harness.Service.Check([ticker]).Findings);
        BarSeries stored = harness.Store.Read(ticker);
        ExchangeCalendar calendar = ExchangeCalendars.Find(market)!;
        Assert.Equal(calendar.Sessions(new(2024, 11, 25), new(2026, 11, 25)), stored.Dates.ToArray());
        Assert.Equal(stored.Dates.ToArray().Select(MarketAnswers.CloseOf), stored.Close.ToArray());
        Instrument told = result.Saved!.Checked.Delivered.Instrument!;
        Assert.Equal((market, currency, null, kind), (told.Market, told.Currency, told.QuotedIn, told.Kind));

        int requests = harness.Paths.Length;
        Assert.Null((await harness.FetchAsync(ticker)).Saved); // nothing is missing, so nothing is asked
        Assert.Equal(requests, harness.Paths.Length);
    }

    [Theory]
    [InlineData("BHP.AX", "2026-01-13T23:00Z", "2026-01-14")] // 10:00 in Sydney's summer
    [InlineData("EURUSD=X", "2026-07-14T23:00Z", "2026-07-15")] // midnight in London's summer
    [InlineData("EURUSD=X", "2026-01-14T00:00Z", "2026-01-14")]
    [InlineData("7203.T", "2026-01-14T00:00Z", "2026-01-14")]
    public async Task A_bar_is_dated_by_the_exchanges_day_and_not_by_that_of_universal_time(
        string ticker,
        string stamp,
        string date
    )
    {
        DateOnly day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        Assert.Equal(
            DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture),
            MarketAnswers.OpeningOf(TickerMarket.Find(ticker)!, day)
        );
        using var harness = new SourceHarness(Now, _yahoo.Answer);
        Assert.True((await harness.FetchAsync(ticker, new() { From = day, To = day })).Succeeded);
        Assert.Equal([day], harness.Store.Read(ticker).Dates.ToArray());
    }

    [Theory]
    [InlineData("7203.T", "2026-11-25", "2026-11-25T06:30Z")]
    [InlineData("7203.T", "2024-11-01", "2024-11-01T06:00Z")] // the last session to 15:00
    [InlineData("MC.PA", "2026-10-23", "2026-10-23T15:35Z")] // Europe's clocks change on 25 October,
    [InlineData("MC.PA", "2026-10-26", "2026-10-26T16:35Z")]
    [InlineData("MC.PA", "2025-12-24", "2025-12-24T13:10Z")] // half day
    [InlineData("^GSPC", "2026-10-30", "2026-10-30T20:00Z")] // New York's on 1 November
    [InlineData("^GSPC", "2026-11-02", "2026-11-02T21:00Z")]
    [InlineData("^GSPC", "2025-11-28", "2025-11-28T18:00Z")] // the day after Thanksgiving
    [InlineData("EURUSD=X", "2026-07-15", "2026-07-15T23:00Z")]
    [InlineData("EURUSD=X", "2026-01-14", "2026-01-15T00:00Z")]
    [InlineData("BTC-USD", "2026-01-17", "2026-01-18T00:00Z")] // a Saturday
    public async Task A_session_runs_until_its_closing_minute_and_its_bar_is_left_out_until_then(
        string ticker,
        string date,
        string end
    )
    {
        DateOnly day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        DateOnly before = TickerMarket.Find(ticker)!.Previous(day);
        var ends = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture);
        _yahoo.Until = before;
        _yahoo.Running = day;
        using var harness = new SourceHarness(ends.AddSeconds(-1), _yahoo.Answer);
        FetchResult running = await harness.FetchAsync(ticker, new() { From = day.AddDays(-30) });
        Assert.Equal(before, harness.Store.Read(ticker).Dates[^1]);
        Assert.Equal(QualityReason.UnfinishedDay, Assert.Single(running.Saved!.Checked.Report.Findings).Reason);
        Assert.False((await harness.Service.ReadyAsync(ticker, cancellation: Stop)).Age.IsStale);

        _yahoo.Until = day;
        _yahoo.Running = null;
        harness.Clock.SetUtcNow(ends);
        ReadyBars ready = await harness.Service.ReadyAsync(ticker, cancellation: Stop);
        Assert.Equal(SaveOutcome.Extended, ready.Fetch!.Saved!.Outcome);
        Assert.Equal(day, ready.Series.Dates[^1]);
        Assert.Equal(MarketAnswers.CloseOf(day), ready.Series.Close[^1]);
        Assert.False(ready.Age.IsStale);
    }

    [Fact]
    public async Task A_session_that_lacks_is_a_gap_of_its_market_and_Christmas_of_foreign_exchange_is_none()
    {
        _yahoo.Missing.UnionWith([new(2025, 7, 14), new(2025, 12, 25), new(2026, 1, 1)]);
        using var harness = new SourceHarness(Now, _yahoo.Answer);
        FetchOptions options = new() { From = new(2025, 6, 2) };
        // Paris trades on the national holiday, and rests on the other two days.
        QualityFinding gap = Assert.Single((await harness.FetchAsync("MC.PA", options)).Saved!.Checked.Report.Findings);
        Assert.Equal((QualityReason.Gap, new DateOnly(2025, 7, 14)), (gap.Reason, gap.Date));
        gap = Assert.Single((await harness.FetchAsync("EURUSD=X", options)).Saved!.Checked.Report.Findings);
        Assert.Equal((QualityReason.Gap, new DateOnly(2025, 7, 14)), (gap.Reason, gap.Date));
    }

    [Fact]
    public async Task Pence_are_converted_to_pounds_and_named()
    {
        using var harness = new SourceHarness(Now, _yahoo.Answer);
        FetchResult result = await harness.FetchAsync("SHEL.L", new() { From = new(2026, 11, 2) });
        Assert.Empty(result.Saved!.Checked.Report.Findings);
        BarSeries stored = harness.Store.Read("SHEL.L");
        Assert.Equal(MarketAnswers.CloseOf(stored.Dates[^1]) / 100, stored.Close[^1]);
        Instrument told = result.Saved!.Checked.Delivered.Instrument!;
        Assert.Equal(("GBP", "GBp"), (told.Currency, told.QuotedIn));
        Assert.Contains("quoted in GBp, stored in GBP", result.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GBp", "GBP", 100)]
    [InlineData("ZAc", "ZAR", 100)]
    [InlineData("ILA", "ILS", 100)]
    [InlineData("GBP", "GBP", 1)]
    [InlineData("EUR", "EUR", 1)]
    public void A_minor_unit_is_a_hundredth_of_its_currency(string code, string currency, int units) =>
        Assert.Equal((currency, units), MinorUnit.Of(code));

    [Fact]
    public async Task A_source_of_New_Yorks_shares_is_not_asked_for_Paris_and_refuses_it_by_name()
    {
        using var harness = new SourceHarness(Now, _yahoo.Answer, FakeProvider.Quick);
        Assert.Equal("yahoo", (await harness.FetchAsync("MC.PA", new() { From = new(2026, 11, 2) })).Served);
        FetchResult refused = await harness.FetchAsync("7203.T", new() { Source = "tiingo" });
        Assert.Equal(SourceFault.UnknownCalendar, Assert.IsType<SourceException>(refused.Error).Fault);
        Assert.All(harness.Paths, p => Assert.StartsWith("/v8/finance/chart/", p, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_that_is_today_in_Tokyo_already_is_no_future()
    {
        // The 26th in Tokyo, the 25th in New York.
        using var harness = new SourceHarness(Now.AddHours(-3), _yahoo.Answer);
        FetchOptions options = new() { From = new(2026, 11, 2), To = new(2026, 11, 26) };
        Assert.True((await harness.FetchAsync("7203.T", options)).Succeeded);
        MarketDataException e = await Assert.ThrowsAsync<MarketDataException>(() =>
            harness.FetchAsync("^GSPC", options)
        );
        Assert.Contains("in New York it is 2026-11-25", e.Message, StringComparison.Ordinal);
    }
}
