using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Tests.FakeProviders;
using static Ploutos.MarketData.Tests.FakeProviders.Answers;

namespace Ploutos.MarketData.Tests;

public sealed class YahooAnswerTests
{
    private const string Kept = "AAPL"; // a ticker beside the one in trouble

    // A Friday evening in New York.
    private static readonly DateTimeOffset Now = new(2024, 6, 28, 23, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("005930.KS", "Asia/Seoul", "EQUITY")]
    [InlineData("^BVSP", "America/Sao_Paulo", "INDEX")]
    [InlineData("CL=F", "America/New_York", "FUTURE")]
    [InlineData("ZC=F", "America/Chicago", "FUTURE")]
    public async Task A_market_whose_trading_days_are_not_known_is_refused_by_name(
        string ticker,
        string zone,
        string kind
    )
    {
        using var harness = new SourceHarness(Now, _ => Yahoo(ticker, Days(new(2024, 6, 3), 10, 11, 12), zone, kind));
        (SourceFault fault, string message) = await harness.FaultAsync(ticker, "yahoo");
        Assert.Equal(SourceFault.UnknownCalendar, fault);
        Assert.Contains($"no calendar is known for the market of {ticker}", message, StringComparison.Ordinal);
        Assert.Contains($"{zone}, {kind}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SAP.DE", "Europe/Paris", "EQUITY")]
    [InlineData("NVDA", "Europe/London", "EQUITY")]
    [InlineData("NVDA", "America/New_York", "FUTURE")]
    [InlineData("BTC-USD", "America/New_York", "EQUITY")]
    [InlineData("BTC-USD", "UTC", "EQUITY")]
    [InlineData("EURUSD=X", "UTC", "CURRENCY")]
    public async Task An_answer_of_another_market_than_the_name_points_to_is_refused(
        string ticker,
        string zone,
        string kind
    )
    {
        using var harness = new SourceHarness(Now, _ => Yahoo(ticker, Days(new(2024, 6, 3), 10, 11, 12), zone, kind));
        (SourceFault fault, string message) = await harness.FaultAsync(ticker, "yahoo");
        Assert.Equal(SourceFault.UnknownCalendar, fault);
        Assert.Contains("the answer is of another market", message, StringComparison.Ordinal);
        Assert.Contains($"{zone}, {kind}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SPY", "America/New_York", "ETF")]
    [InlineData("VFIAX", "America/New_York", "MUTUALFUND")]
    [InlineData("^GSPC", "America/New_York", "INDEX")]
    [InlineData("^VIX", "America/Chicago", "INDEX")]
    public async Task What_keeps_New_Yorks_days_is_dated_by_them(string ticker, string zone, string kind)
    {
        using var harness = new SourceHarness(
            Now,
            _ => Yahoo(ticker, Days(new(2024, 6, 24), 10, 11, 12, 13, 14), zone, kind)
        );
        FetchResult result = await harness.FetchAsync(ticker, new() { From = new(2024, 6, 24) });
        Assert.True(result.Succeeded, result.Sentence);
        Assert.Equal(new DateOnly(2024, 6, 24), harness.Store.Read(ticker).Dates[0]);
        Assert.Equal(new DateOnly(2024, 6, 28), harness.Store.Read(ticker).Dates[^1]);
    }

    [Fact]
    public async Task The_live_row_replaces_the_day_that_was_told_before_it_and_is_information()
    {
        Row[] rows =
        [
            .. Days(new(2024, 6, 24), 20, 21, 22, 23, 24),
            new("2024-06-28T20:00:02Z", 24.75), // the last trade, after the close
        ];
        using var harness = new SourceHarness(Now, _ => Yahoo("NVDA", rows));
        FetchResult result = await harness.FetchAsync("NVDA", new() { From = new(2024, 6, 24) });
        Assert.Equal([20, 21, 22, 23, 24.75], harness.Store.Read("NVDA").Close.ToArray());
        QualityFinding finding = Assert.Single(result.Saved!.Checked.Report.Findings);
        Assert.Equal(
            (QualityReason.DuplicateDate, Severity.Info, new DateOnly(2024, 6, 28)),
            (finding.Reason, finding.Severity, finding.Date)
        );
    }

    [Fact]
    public async Task A_live_row_of_nulls_replaces_nothing()
    {
        Row[] rows = [.. Days(new(2024, 6, 24), 20, 21, 22, 23, 24), new("2024-06-28T20:00:01Z", null)];
        using var harness = new SourceHarness(Now, _ => Yahoo("NVDA", rows));
        FetchResult result = await harness.FetchAsync("NVDA", new() { From = new(2024, 6, 24) });
        Assert.Equal([20, 21, 22, 23, 24], harness.Store.Read("NVDA").Close.ToArray());
        Assert.Empty(result.Saved!.Checked.Report.Findings);
    }

    [Fact]
    public async Task Splits_and_dividends_are_read_from_a_chart_with_nulls_between()
    {
        const string Events = """
            {"dividends":{"1719235800":{"amount":0.25,"date":1719235800}},
            "splits":{"1719408600":{"date":1719408600,"numerator":3.0,"denominator":2.0,"splitRatio":"3:2"}}}
            """;
        using var harness = new SourceHarness(
            Now,
            _ => Yahoo("NVDA", Days(new(2024, 6, 21), 20, 21, null, 23, 24, 25), events: Events)
        );
        Assert.True((await harness.FetchAsync("NVDA", new() { From = new(2024, 6, 21) })).Succeeded);
        Assert.Equal([20, 21, 23, 24, 25], harness.Store.Read("NVDA").Close.ToArray());
        Assert.Equal(
            [
                new(new(2024, 6, 24), CorporateActionKind.Dividend, 0.25),
                new(new(2024, 6, 26), CorporateActionKind.Split, 1.5),
            ],
            harness.Store.ReadDelivered("NVDA").Actions.OrderBy(a => a.Date)
        );
    }

    [Theory]
    [InlineData(
        401,
        "application/json",
        """{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}"""
    )]
    [InlineData(403, "text/plain", "Forbidden")]
    [InlineData(429, "text/plain", "Edge: Too Many Requests")]
    [InlineData(999, "text/html", "<html>Unable to process request at this time</html>")]
    [InlineData(302, "text/plain", "")]
    [InlineData(404, "text/html", "<html>consent</html>")]
    [InlineData(
        200,
        "application/json",
        """{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Cookie"}}}"""
    )]
    public async Task Any_refusal_has_the_cookie_and_the_crumb_renewed_and_the_old_ones_are_never_sent_again(
        int status,
        string type,
        string body
    )
    {
        int crumbs = 0,
            cookies = 0;
        bool refuse = true;
        using var harness = new SourceHarness(
            Now,
            request =>
                request.Path switch
                {
                    "/cookie" => new(404, "text/html", "<html></html>")
                    {
                        Headers = { ["Set-Cookie"] = $"A3=made-up-{++cookies}; Path=/" },
                    },
                    "/v1/test/getcrumb" => new(200, "text/plain", $"crumb.{++crumbs}"),
                    _ when refuse && request.Parameter("crumb") != $"crumb.2" => new(status, type, body),
                    _ => Yahoo(request.Path.Split('/')[^1], Days(new(2024, 6, 24), 20, 21, 22, 23, 24)),
                }
        );
        var from = new FetchOptions { From = new(2024, 6, 24), Source = "yahoo" };
        Assert.False((await harness.FetchAsync(Kept, from)).Succeeded); // the first crumb is refused too
        FetchResult second = await harness.FetchAsync(Kept, from);
        Assert.True(second.Succeeded, second.Sentence);
        Assert.Equal((2, 2), (cookies, crumbs));
        FakeRequest last = harness.Server.Requests.Last();
        Assert.Equal(("crumb.2", "A3=made-up-2"), (last.Parameter("crumb"), last.Header("Cookie")));
    }

    [Theory]
    [InlineData("Too Many Requests")]
    [InlineData("Please slow down a little")]
    [InlineData(
        """{"finance":{"result":null,"error":{"code":"Too Many Requests","description":"Too Many Requests"}}}"""
    )]
    public async Task A_crumb_that_is_a_sentence_is_a_limit_and_is_never_sent(string crumb)
    {
        using var harness = new SourceHarness(
            Now,
            request =>
                request.Path switch
                {
                    "/cookie" => new(404, "text/plain", ""),
                    "/v1/test/getcrumb" => new(200, "text/plain", crumb),
                    _ => FakeResponse.Json("{}", 401),
                }
        );
        IReadOnlyList<FetchResult> results = await harness.Service.FetchAsync(
            ["NVDA", Kept, "MSFT"],
            new()
            {
                Source = "yahoo",
                Parallel = 1,
                From = new(2024, 6, 3),
            },
            cancellation: Stop
        );
        Assert.All(results, r => Assert.Equal(SourceFault.RateLimited, Assert.IsType<SourceException>(r.Error).Fault));
        Assert.DoesNotContain(harness.Server.Requests, r => r.Query.ContainsKey("crumb"));
        // A limit is not prolonged: the next tickers do not ask for a crumb again at once.
        Assert.Single(harness.Paths, p => p == "/v1/test/getcrumb");
    }

    [Theory]
    [InlineData(429, 404, SourceFault.RateLimited, "too many requests (429) at NVDA")]
    [InlineData(429, 429, SourceFault.RateLimited, "too many requests (429)")]
    [InlineData(302, 404, SourceFault.Refused, "redirects NVDA to elsewhere.example (302)")]
    [InlineData(401, 404, SourceFault.Refused, "refused access (401) to NVDA")]
    [InlineData(999, 401, SourceFault.Refused, "refused access (999) to NVDA")]
    [InlineData(403, 503, SourceFault.Unavailable, "gives no crumb (503)")]
    public async Task Where_no_crumb_is_to_be_had_the_first_refusal_is_the_reason_and_never_an_unknown_ticker(
        int status,
        int crumb,
        SourceFault expected,
        string reason
    )
    {
        using var harness = new SourceHarness(
            Now,
            request =>
                new(request.Path.Contains("chart", StringComparison.Ordinal) ? status : crumb, "text/plain", "")
                {
                    Headers = { ["Location"] = "https://elsewhere.example/consent" },
                }
        );
        (SourceFault fault, string message) = await harness.FaultAsync("NVDA", "yahoo");
        Assert.Equal(expected, fault);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_a_key_is_told_at_the_end_how_to_get_a_free_one()
    {
        using var harness = new SourceHarness(Now, _ => new(429, "text/plain", "Too Many Requests"));
        (SourceFault fault, string message) = await harness.FaultAsync("NVDA");
        Assert.Equal(SourceFault.RateLimited, fault);
        Assert.EndsWith("PLOUTOS_ALPACA_FEED=iex.", message, StringComparison.Ordinal);
        Assert.Contains("https://www.tiingo.com and set TIINGO_API_KEY", message, StringComparison.Ordinal);

        using var unknown = new SourceHarness(
            Now,
            _ =>
                FakeResponse.Json(
                    """{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}""",
                    404
                )
        );
        FetchResult result = await unknown.FetchAsync("NOSUCH");
        Assert.DoesNotContain("free key", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Yahoo_says_reaches_the_terminal_without_control_characters_and_in_one_line()
    {
        const string Evil = """
            {"chart":{"result":null,"error":{"code":"Oops",
            "description":"\u001b[2J\u0007gone\r\nerror: all\u0085is\u2028\u202ewell"}}}
            """;
        using var harness = new SourceHarness(Now, _ => FakeResponse.Json(Evil, 500));
        (_, string message) = await harness.FaultAsync("NVDA", "yahoo");
        Assert.Contains("[2J gone error: all is well", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, c => char.IsControl(c) || c is '\u2028' or '\u202e');
    }

    [Fact]
    public async Task A_symbol_of_control_characters_or_half_a_character_is_that_tickers_error_only()
    {
        using var harness = new SourceHarness(
            Now,
            request =>
                request.Path.Split('/')[^1] switch
                {
                    "ONE" => Yahoo("\\u001b]0;owned\\u0007", Days(new(2024, 6, 24), 20, 21, 22, 23, 24)),
                    "TWO" => Yahoo("\\ud83d", Days(new(2024, 6, 24), 20, 21, 22, 23, 24)),
                    "THREE" => new(
                        200,
                        "application/json",
                        Yahoo("THREE", Days(new(2024, 6, 24), 20, 21))
                            .Body.Replace("21", "NaN", StringComparison.Ordinal)
                    ),
                    string other => Yahoo(other, Days(new(2024, 6, 24), 20, 21, 22, 23, 24)),
                }
        );
        IReadOnlyList<FetchResult> results = await harness.Service.FetchAsync(
            ["ONE", "TWO", "THREE", Kept],
            new() { From = new(2024, 6, 24) },
            cancellation: Stop
        );
        Assert.Equal([false, false, false, true], results.Select(r => r.Succeeded));
        Assert.All(results, r => Assert.DoesNotContain(r.Sentence, char.IsControl));
    }
}
