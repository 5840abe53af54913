using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Tests.FakeProviders;

namespace Ploutos.MarketData.Tests;

public sealed class BinanceTests
{
    private const int PageLimit = 1000;

    // A Sunday; the day runs until midnight, UTC.
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public async Task Its_days_end_at_midnight_of_universal_time_weekends_too_and_a_running_one_is_left_out()
    {
        using var harness = new SourceHarness(Now, Klines);
        var options = new FetchOptions { Source = "binance", From = new(2026, 11, 16) };
        FetchResult result = await harness.FetchAsync("BTC-USDT", options);
        Assert.Equal("binance", result.Served);
        Assert.Empty(result.Saved!.Checked.Report.Findings);
        BarSeries bars = harness.Store.Read("BTC-USDT");
        Assert.Equal(
            ExchangeCalendars.RoundTheClock.Sessions(new(2026, 11, 16), new(2026, 11, 21)),
            bars.Dates.ToArray()
        );
        Assert.Equal(new Bar(new(2026, 11, 21), 100.5, 102.25, 99.75, 101.125, 1234.56789), bars[^1]);
        Assert.Equal("USDT", result.Saved!.Checked.Delivered.Instrument!.Currency);

        harness.Clock.SetUtcNow(Now.AddSeconds(1));
        await harness.FetchAsync("BTC-USDT", new() { Source = "binance" });
        Assert.Equal(new DateOnly(2026, 11, 22), harness.Store.Read("BTC-USDT").Dates[^1]);
    }

    [Fact]
    public async Task A_long_history_comes_page_by_page()
    {
        using var harness = new SourceHarness(Now, Klines);
        DateOnly first = new(2020, 1, 1);
        await harness.FetchAsync("ETH-EUR", new() { Source = "binance", From = first });
        BarSeries bars = harness.Store.Read("ETH-EUR");
        Assert.Equal(new DateOnly(2026, 11, 21).DayNumber - first.DayNumber + 1, bars.Count);
        Assert.Equal(3, harness.Paths.Length);
        Assert.All(harness.Server.Requests, r => Assert.Equal("ETHEUR", r.Parameter("symbol")));
    }

    [Theory]
    [InlineData("BTC-USD", "Ask for BTC-USDT, in Tether")]
    [InlineData("NOSUCH-EUR", "does not know NOSUCH-EUR. It says: \"Invalid symbol.\"")]
    public async Task A_pair_that_it_does_not_trade_is_unknown(string ticker, string reason)
    {
        using var harness = new SourceHarness(
            Now,
            _ => FakeResponse.Json("""{"code":-1121,"msg":"Invalid symbol."}""", 400)
        );
        FetchResult result = await harness.FetchAsync(ticker, new() { Source = "binance" });
        Assert.Contains(reason, Assert.IsType<NoDataException>(result.Error).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, """{"code":-1003,"msg":"Too many requests."}""", SourceFault.RateLimited)]
    [InlineData(418, """{"code":-1003,"msg":"Way too many requests; banned."}""", SourceFault.RateLimited)]
    [InlineData(451, """{"code":0,"msg":"Service unavailable from a restricted location."}""", SourceFault.Refused)]
    [InlineData(503, "down", SourceFault.Unavailable)]
    [InlineData(200, """{"rows":[]}""", SourceFault.ChangedShape)]
    [InlineData(200, """[[1795305600000,100.5,"102","99","101","5"]]""", SourceFault.ChangedShape)]
    [InlineData(200, """[["today","100","102","99","101","5"]]""", SourceFault.ChangedShape)]
    public async Task A_refusal_has_its_kind(int status, string body, SourceFault expected)
    {
        using var harness = new SourceHarness(Now, _ => FakeResponse.Json(body, status));
        Assert.Equal(expected, (await harness.FaultAsync("BTC-USDT", "binance")).Fault);
    }

    [Fact]
    public async Task It_is_asked_for_crypto_currencies_only_and_after_Yahoo()
    {
        using var harness = new SourceHarness(
            Now,
            request =>
                request.Path.Contains("klines", StringComparison.Ordinal)
                    ? Klines(request)
                    : new(429, "text/plain", "Too Many Requests")
        );
        FetchResult served = await harness.FetchAsync("BTC-USDT", new() { From = new(2026, 11, 16) });
        Assert.Equal(("binance", "yahoo"), (served.Served, Assert.Single(served.Passed).SourceName));
        FetchResult refused = await harness.FetchAsync("NVDA", new() { Source = "binance" });
        Assert.Equal(SourceFault.UnknownCalendar, Assert.IsType<SourceException>(refused.Error).Fault);
    }

    /// <summary>Klines as Binance sends them: a list a day, prices as text.</summary>
    private static FakeResponse Klines(FakeRequest request)
    {
        DateOnly from = Day(request, "startTime"),
            to = Day(request, "endTime");
        var rows = new List<string>();
        for (DateOnly day = from; day <= to && rows.Count < PageLimit; day = day.AddDays(1))
        {
            long opens = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();
            double lift = day == new DateOnly(2026, 11, 21) ? 0 : 0.25 * (day.DayNumber % 5);
            string Price(double p) => (p + lift).ToString("0.00000000", CultureInfo.InvariantCulture);
            rows.Add(
                $"""
                [{opens},"{Price(100.5)}","{Price(102.25)}","{Price(99.75)}","{Price(101.125)}","1234.56789000",
                {opens + 86_399_999},"123456.78900000",5678,"600.10000000","60000.10000000","0"]
                """
            );
        }

        return FakeResponse.Json($"[{string.Join(",", rows)}]");
    }

    private static DateOnly Day(FakeRequest request, string name) =>
        DateOnly.FromDateTime(
            DateTimeOffset
                .FromUnixTimeMilliseconds(long.Parse(request.Parameter(name), CultureInfo.InvariantCulture))
                .UtcDateTime
        );
}
