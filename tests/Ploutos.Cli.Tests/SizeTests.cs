using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Sizing;

namespace Ploutos.Cli.Tests;

public sealed class SizeTests
{
    private const string Asked = "size --capital 100000 --target-volatility 0.10";

    [Fact]
    public void The_text_shows_whole_shares_their_risk_the_trades_and_what_is_not_known()
    {
        string text = CommandRun.Of(new FakeWorkflows(), Asked).Output;
        Assert.StartsWith(
            "Positions for 10.0 % a year on 100,000.00, after 2026-01-02",
            text,
            StringComparison.Ordinal
        );
        Assert.Matches(@"AAPL +187\.25 +150 +28,087\.50 +28\.1 % +23\.5 % +61\.0 % +160\.5 +-10\.5", text);
        Assert.Matches(@"KO +60\.00 +0 +0\.00 +0\.0 % +- +0\.0 % +12 +-12", text);
        Assert.Contains("Together: 9.9 % a year; 45,678.50 invested, 54,321.50 cash.", text, StringComparison.Ordinal);
        Assert.Contains(
            "Not sized: NEW: it has 60 bars, but covariances need 67. The 5 share(s) held stay.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("What this does not know:", text, StringComparison.Ordinal);
        Assert.Contains("PROVEN: better than the best baseline", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_universe_is_named_in_any_case_and_once()
    {
        FakeWorkflows workflows = new();
        Assert.Equal(ExitCode.Done, CommandRun.Of(workflows, Asked + " --universe DAX").Code);
        Assert.Equal(["dax"], Assert.IsType<SizeRequest>(workflows.Requests[^1]).Tickers);
        Assert.Contains(
            "--universe must be one of guide, djia,",
            CommandRun.Of(workflows, Asked + " --universe nosuch").Error,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCode.WrongUsage, CommandRun.Of(workflows, Asked + " --universe dax --tickers A").Code);
    }

    [Fact]
    public void Every_option_reaches_the_workflow_and_json_has_snake_case_names()
    {
        FakeWorkflows workflows = new();
        JsonNode json = JsonNode.Parse(
            CommandRun
                .Of(
                    workflows,
                    Asked
                        + " --tickers A,B --holdings h.csv --max-position 0.5 --max-gross 2 --as-of 2026-01-02"
                        + " --accept-serious --json"
                )
                .Output
        )!;
        Assert.Equal(0.61, (double)json["positions"]![0]!["risk_share"]!);
        Assert.Equal("NEW", (string)json["left_out"]![0]!["ticker"]!);
        var asked = Assert.IsType<SizeRequest>(Assert.Single(workflows.Requests));
        Assert.Equal(
            new SizeRequest(100_000, 0.1, asked.Tickers, "h.csv")
            {
                MaxPosition = 0.5,
                MaxGross = 2,
                AsOf = new(2026, 1, 2),
                AcceptSerious = true,
            },
            asked
        );
    }

    [Theory]
    [InlineData("size --target-volatility 0.1")]
    [InlineData("size --capital 100")]
    [InlineData("size --capital 0 --target-volatility 0.1")]
    [InlineData("size --capital -3 --target-volatility 0.1")]
    [InlineData("size --capital 100 --target-volatility 0")]
    public void Capital_and_target_are_asked_for_and_must_lie_above_0(string line)
    {
        FakeWorkflows workflows = new();
        Assert.Equal(ExitCode.WrongUsage, CommandRun.Of(workflows, line).Code);
        Assert.Empty(workflows.Requests);
    }

    [Fact]
    public void Status_shows_the_risk_forecasts_beside_ewma()
    {
        FakeWorkflows workflows = new();
        workflows = new()
        {
            State = workflows.State with
            {
                Risk = new LiveRiskScore
                {
                    Simulated = false,
                    Rows = 120,
                    Days = 40,
                    From = new(2026, 1, 2),
                    To = new(2026, 3, 2),
                    Qlike = 0.512,
                    EwmaQlike = 0.633,
                    QlikeGain = new Interval(0.121, 0.02, 0.23),
                    LogError = 0.48,
                    EwmaLogError = 0.55,
                    LogErrorGain = new Interval(0.07, -0.01, 0.15),
                    Beyond = new Interval(0.058, 0.03, 0.09),
                    EwmaBeyond = 0.081,
                },
            },
        };
        string text = CommandRun.Of(workflows, "status").Output;
        Assert.Contains(
            "120 forecast(s) of 40 day(s) scored, 2026-01-02 to 2026-03-02",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("QLIKE 0.512 against 0.633, better by 0.121 [0.020, 0.230]", text, StringComparison.Ordinal);
        Assert.Contains("log error 0.480 against 0.550", text, StringComparison.Ordinal);
        Assert.Matches(@"beyond the 5 % limit 5\.8\s?% \[3\.0\s?%, 9\.0\s?%\] against 8\.1\s?%", text);
    }

    [Fact]
    public void Signals_are_listed_with_their_risk_and_what_came()
    {
        SignalRow row = new()
        {
            Sequence = 1,
            Kind = SignalKind.Daily,
            Ticker = "AAPL",
            AsOf = new(2026, 1, 2),
            MadeAt = new(2026, 1, 2, 22, 0, 0, TimeSpan.Zero),
            Late = false,
            Signal = "BUY",
            Simulated = false,
            Experts = [],
            Hash = new('a', 64),
            Risk = new()
            {
                Version = "v",
                Volatility = 0.182,
                Realised = 0.214,
                Beyond = true,
            },
        };
        string text = CommandRun.Of(new FakeWorkflows { SignalRows = [row] }, "signals list").Output;
        Assert.Contains("18.2% 21.4%!", text, StringComparison.Ordinal);
        Assert.Contains("Risk: forecast volatility of the next 5 days", text, StringComparison.Ordinal);
    }
}
