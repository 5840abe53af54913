using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Signals.Risk;

namespace Ploutos.Cli.Tests;

public sealed class RiskTests
{
    [Fact]
    public void The_text_shows_units_the_usual_level_what_moved_it_and_why_the_market_is_not_used()
    {
        string text = CommandRun.Of(new FakeWorkflows(), "risk --ticker NVDA").Output;
        Assert.StartsWith("Risk of NVDA after 2026-01-02", text, StringComparison.Ordinal);
        Assert.Matches(@"5 days +28\.4 % +16\.5 % to 47\.7 % +34\.5 % +-7\.3 % +41\.2 %", text);
        Assert.Contains("Usual level: 31.0 % a year.", text, StringComparison.Ordinal);
        Assert.Contains("Since 2026-01-01: +5.1 % in the forecast of 5 days", text, StringComparison.Ordinal);
        Assert.Matches(@"range_1 +\+4\.1 %", text);
        Assert.Contains("Uses the ticker's own inputs alone.", text, StringComparison.Ordinal);
        Assert.Contains("PROVEN: better than the best baseline", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_snake_case_names_and_the_verdict_as_a_word()
    {
        FakeWorkflows workflows = new();
        JsonNode json = JsonNode.Parse(
            CommandRun.Of(workflows, "risk --ticker NVDA --tickers AAPL,MSFT --as-of 2025-12-31 --json").Output
        )!;
        Assert.Equal("PROVEN", (string)json["verdict"]!);
        Assert.Equal(-0.0731, (double)json["horizons"]![0]!["loss_limit"]!);
        Assert.Equal("usual_level", (string)json["moves"]![1]!["input"]!);
        var asked = Assert.IsType<RiskRequest>(workflows.Requests[^1]);
        Assert.Equal(("NVDA", new DateOnly(2025, 12, 31)), (asked.Ticker, asked.AsOf!.Value));
        Assert.Equal(["AAPL", "MSFT"], asked.Tickers!);
    }

    [Fact]
    public void An_export_says_how_many_rows_it_wrote() =>
        Assert.StartsWith(
            "252 rows of NVDA written to ",
            CommandRun.Of(new FakeWorkflows(), "export risk --ticker NVDA --out nvda.csv").Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_ticker_is_asked_for() =>
        Assert.Equal(ExitCode.WrongUsage, CommandRun.Of(new FakeWorkflows(), "risk").Code);
}
