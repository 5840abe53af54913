using System.Globalization;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;

namespace Ploutos.MarketData.Tests;

/// <summary>Tiingo, Alpaca and Stooq, as they answer.</summary>
public sealed class KeyedSourceAnswerTests
{
    private static readonly DateTimeOffset Now = new(2024, 6, 28, 23, 0, 0, TimeSpan.Zero);

    private static SourceSettings OnlyTiingo => SourceHarness.Keyless with { TiingoKey = new(FakeOthers.TiingoKey) };

    private static SourceSettings OnlyAlpaca =>
        SourceHarness.Keyless with
        {
            AlpacaKeyId = new(FakeOthers.AlpacaKey),
            AlpacaSecretKey = new(FakeOthers.AlpacaSecret),
        };

    [Theory]
    [InlineData(
        200,
        "application/json",
        """{"detail":"Error: You have run over your hourly request allocation. Please upgrade."}"""
    )]
    [InlineData(200, "text/plain", "Error: You have run over your 500 symbol look up for this month. Please upgrade.")]
    [InlineData(200, "application/json", "\"You have run over your daily request allocation.\"")]
    [InlineData(429, "text/plain", "Error: Maximum of 50 requests reached.")]
    [InlineData(429, "application/json", """{"detail":"You have run over your monthly bandwidth."}""")]
    [InlineData(400, "application/json", """{"detail":"You have run over your hourly request allocation."}""")]
    public async Task A_limit_of_Tiingo_is_named_as_such_in_its_own_words(int status, string type, string body)
    {
        using var harness = new SourceHarness(Now, _ => new(status, type, body), OnlyTiingo);
        (SourceFault fault, string message) = await harness.FaultAsync("NVDA", "tiingo");
        Assert.Equal(SourceFault.RateLimited, fault);
        Assert.Contains(Words(body), message, StringComparison.Ordinal);
        Assert.Contains("50 requests an hour and 500 symbols a month", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"detail":"Invalid token."}""", SourceFault.Refused)]
    [InlineData(403, """{"detail":"You do not have permission to perform this action."}""", SourceFault.Refused)]
    [InlineData(200, """{"detail":"Not found."}""", SourceFault.UnknownTicker)]
    [InlineData(404, """{"detail":"Error: Ticker 'ZZZZ' not found"}""", SourceFault.UnknownTicker)]
    [InlineData(200, "Service moved", SourceFault.ChangedShape)]
    [InlineData(200, """{"news":"of another kind"}""", SourceFault.ChangedShape)]
    [InlineData(503, "Too busy", SourceFault.Unavailable)]
    public async Task Other_words_of_Tiingo_are_what_they_mean(int status, string body, SourceFault expected)
    {
        using var harness = new SourceHarness(Now, _ => new(status, "text/plain", body), OnlyTiingo);
        FetchResult result = await harness.FetchAsync("ZZZZ", new() { Source = "tiingo", From = new(2024, 6, 3) });
        Assert.Equal(expected == SourceFault.UnknownTicker, result.Error is NoDataException);
        if (result.Error is SourceException e)
            Assert.Equal(expected, e.Fault);
    }

    [Theory]
    [InlineData(403, """{"message":"subscription does not permit querying recent SIP data"}""", SourceFault.Refused)]
    [InlineData(422, """{"code":42210000,"message":"invalid feed: gold"}""", SourceFault.Refused)]
    [InlineData(400, """{"message":"end should not be before start"}""", SourceFault.Refused)]
    [InlineData(429, """{"message":"too many requests."}""", SourceFault.RateLimited)]
    [InlineData(500, """{"code":50010000,"message":"internal server error occurred"}""", SourceFault.Unavailable)]
    public async Task Alpacas_own_message_is_passed_on(int status, string body, SourceFault expected)
    {
        using var harness = new SourceHarness(Now, _ => FakeResponse.Json(body, status), OnlyAlpaca);
        (SourceFault fault, string message) = await harness.FaultAsync("NVDA", "alpaca");
        Assert.Equal(expected, fault);
        Assert.Contains(Words(body), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BRK-B", "BRK.B")]
    [InlineData("BF.B", "BF.B")]
    [InlineData("HEI-A", "HEI.A")]
    public async Task A_class_of_shares_is_asked_for_with_a_dot_at_Alpaca(string ticker, string symbol)
    {
        using var harness = new SourceHarness(Now, request => Bars(request, symbol, new(2024, 6, 24)), OnlyAlpaca);
        FetchResult result = await harness.FetchAsync(ticker, new() { Source = "alpaca", From = new(2024, 6, 24) });
        Assert.True(result.Succeeded, result.Sentence);
        Assert.All(harness.Paths, p => Assert.Equal($"/v2/stocks/{symbol}/bars", p));
        Assert.Equal(ticker, harness.Store.Read(ticker).Ticker);
        Assert.Empty(result.Notes);
        Assert.DoesNotContain(harness.Server.Requests, r => r.Query.ContainsKey("feed"));
    }

    [Fact]
    public async Task The_feed_is_a_setting_and_a_history_that_begins_later_than_asked_is_said()
    {
        using var harness = new SourceHarness(
            Now,
            request => Bars(request, "NVDA", new(2020, 7, 27)),
            OnlyAlpaca with
            {
                AlpacaFeed = "iex",
            }
        );
        FetchResult result = await harness.FetchAsync("NVDA", new() { From = new(2016, 1, 4) });
        Assert.Equal("alpaca", result.Served); // naming a feed asks for Alpaca
        Assert.All(harness.Server.Requests, r => Assert.Equal("iex", r.Parameter("feed")));
        string note = Assert.Single(result.Notes);
        Assert.Contains("begins on 2020-07-27, later than asked (2016-01-04)", note, StringComparison.Ordinal);
        Assert.Contains("feed iex", note, StringComparison.Ordinal);
        Assert.Contains(note.TrimEnd('.'), result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_for_paper_trading_do_not_choose_the_source_of_market_data_but_keep_the_one_there_is()
    {
        using var harness = new SourceHarness(
            Now,
            request =>
                request.Path.StartsWith("/v2/", StringComparison.Ordinal)
                    ? Bars(request, request.Path.Split('/')[^2], new(2024, 6, 24))
                    : Answers.Yahoo("NVDA", Answers.Days(new(2024, 6, 24), 20, 21, 22, 23, 24)),
            OnlyAlpaca
        );
        Assert.Equal("yahoo", (await harness.FetchAsync("NVDA", new() { From = new(2024, 6, 24) })).Served);
        var asked = new FetchOptions
        {
            Source = "alpaca",
            From = new(2024, 6, 24),
            To = new(2024, 6, 26),
        };
        Assert.Equal("alpaca", (await harness.FetchAsync("MSFT", asked)).Served);
        Assert.Equal("alpaca", (await harness.FetchAsync("MSFT")).Served); // where its bars came from
    }

    [Theory]
    [InlineData("text/plain", "Get your apikey:\n\n1. Open the page\n2. Enter the code", "wants another key")]
    [InlineData("text/html", "<html><script>get_apikey</script></html>", "wants another key")]
    [InlineData("text/html", "<!DOCTYPE html><html><head><script>__verify</script></head></html>", "challenge page")]
    [InlineData("text/plain", "\n <html><body>Checking your browser</body></html>", "challenge page")]
    public async Task Stooqs_refusals_with_status_200_are_named(string type, string body, string expected)
    {
        using var harness = new SourceHarness(
            Now,
            _ => new(200, type, body),
            SourceHarness.Keyless with
            {
                StooqKey = new(FakeOthers.StooqKey),
            }
        );
        (SourceFault fault, string message) = await harness.FaultAsync("NVDA", "stooq");
        Assert.Equal(SourceFault.Refused, fault);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        ProviderCalls.AssertNoKeyIn(message);
    }

    [Fact]
    public async Task Without_a_key_Stooq_is_not_asked_and_says_how_to_get_one()
    {
        using var sources = new BarSources(SourceHarness.Keyless, TimeProvider.System);
        Assert.Equal(["yahoo"], sources.Resolve(BarSources.Auto).Select(s => s.Name));
        SourceException e = Assert.Throws<SourceException>(() => sources.Resolve("stooq"));
        Assert.Equal(SourceFault.NotConfigured, e.Fault);
        Assert.Contains("get_apikey and set STOOQ_API_KEY", e.Message, StringComparison.Ordinal);

        using var harness = new SourceHarness(
            Now,
            _ =>
                FakeResponse.Csv("Date,Open,High,Low,Close,Volume\r\n2024-06-27,1,2,1,2,9\r\n2024-06-28,2,3,2,3,9\r\n"),
            SourceHarness.Keyless with
            {
                StooqKey = new(FakeOthers.StooqKey),
            }
        );
        Assert.True((await harness.FetchAsync("NVDA", new() { Source = "stooq", From = new(2024, 6, 27) })).Succeeded);
        Assert.Equal(FakeOthers.StooqKey, Assert.Single(harness.Server.Requests).Parameter("apikey"));
        ProviderCalls.AssertNoKeyIn(harness.Store.Find("NVDA")!.Location);
    }

    [Fact]
    public async Task An_index_of_which_Stooq_does_not_say_the_exchange_is_refused_by_name()
    {
        using var harness = new SourceHarness(
            Now,
            _ => FakeResponse.Csv("No data"),
            SourceHarness.Keyless with
            {
                StooqKey = new(FakeOthers.StooqKey),
            }
        );
        Assert.Equal(SourceFault.UnknownCalendar, (await harness.FaultAsync("^DAX", "stooq")).Fault);
        Assert.Empty(harness.Server.Requests);
    }

    [Fact]
    public void The_new_settings_come_from_the_environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["STOOQ_API_KEY"] = FakeOthers.StooqKey,
            ["PLOUTOS_ALPACA_FEED"] = " IEX ",
        };
        SourceSettings settings = SourceSettings.FromEnvironment(environment.GetValueOrDefault);
        Assert.Equal((true, "iex"), (settings.StooqKey.IsSet, settings.AlpacaFeed));
        ProviderCalls.AssertNoKeyIn(settings.ToString());
        environment["PLOUTOS_ALPACA_FEED"] = "cnn";
        Assert.Contains(
            "PLOUTOS_ALPACA_FEED must be one of sip, iex",
            Assert
                .Throws<MarketDataException>(() => SourceSettings.FromEnvironment(environment.GetValueOrDefault))
                .Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>The words of a message in a test's body.</summary>
    private static string Words(string body) =>
        body.Trim('"').Split(["\":\"", "\"}"], StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>Two pages of Alpaca's bars, from the first day that it has.</summary>
    private static FakeResponse Bars(FakeRequest request, string symbol, DateOnly since)
    {
        DateOnly from = DateOnly.ParseExact(request.Parameter("start"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            to = DateOnly.ParseExact(request.Parameter("end")[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        DeliveredBar[] bars = [.. new FakeWorld { Since = since }.Bars(symbol, from, to)];
        bool second = request.Parameter("page_token") == "bmV4dA==";
        string rows = string.Join(
            ",",
            (second ? bars.Skip(2) : bars.Take(2)).Select(b =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    {"t":"{{b.Date:yyyy-MM-dd}}T04:00:00Z","o":{{b.Open}},"h":{{b.High}},"l":{{b.Low}},
                    "c":{{b.Close}},"v":{{b.Volume}},"n":12,"vw":{{b.Close}}}
                    """
                )
            )
        );
        string next = second || bars.Length <= 2 ? "null" : "\"bmV4dA==\"";
        return FakeResponse.Json($$"""{"bars":[{{rows}}],"symbol":"{{symbol}}","next_page_token":{{next}}}""");
    }
}
