using Ploutos.Cli.Hosting;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

public sealed class PredictionPanelTests
{
    private const string GuidePanel = """
        ============================================================
        🤖 PLOUTOS V7 ENSEMBLE - NVDA
        ============================================================
        1️⃣  Momentum Expert:      UP   ( 58.3%)
        2️⃣  Reversion Expert:     DOWN ( 47.2%)
        3️⃣  Volatility Expert:    HIGH ( 72.1%)
        ------------------------------------------------------------
        📢 FINAL SIGNAL:          STRONG HOLD
        ============================================================

        As of:     2017-12-29, 3 days old
        Data:      csv:bars
        Score:     +0.055; BUY or SELL beyond 0.100, STRONG beyond 0.200
        Evidence:  momentum NOT KNOWN, reversion NOT KNOWN, volatility NOT KNOWN
        warning: the last bar is 3 days old
        More:      ploutos predict NVDA --verbose, or --explain

        """;

    private const string VerboseEnd = """
        Evidence:
          momentum    AUC 0.507 [0.490, 0.520]: near a coin toss
          reversion   AUC 0.511 [0.499, 0.523]: near a coin toss
          volatility  AUC 0.664 [0.650, 0.680]: better than chance
        warning: the last bar is 3 days old

        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_panel_is_the_guide_s_to_the_letter_on_a_terminal_and_in_a_pipe(bool terminal)
    {
        CommandRun run = CommandRun.Of(
            new FakeWorkflows(),
            ["predict", "--ticker", "NVDA"],
            terminal,
            colour: terminal
        );

        Assert.Equal(GuidePanel, run.Output);
        Assert.Equal(ExitCode.Done, run.Code);
    }

    [Fact]
    public void The_first_screen_has_no_more_than_24_lines_and_verbose_has_the_rest()
    {
        Assert.InRange(GuidePanel.Split('\n').Length, 10, 24);
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "predict NVDA --verbose");
        Assert.EndsWith(VerboseEnd, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("More:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_panel_is_that_of_the_design_page_itself()
    {
        string page = File.ReadAllText(Ploutos.Tests.TestPaths.SharedOrSkip("design.md"));
        string[] lines = page.Split('\n');
        int start = Array.FindIndex(lines, line => line.Contains("PLOUTOS V7 ENSEMBLE", StringComparison.Ordinal)) - 1;
        string panel = string.Join('\n', lines[start..(start + 9)].Select(line => line.Trim()));

        Assert.StartsWith(
            panel,
            CommandRun.Of(new FakeWorkflows(), "predict --ticker NVDA").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_certain_expert_keeps_the_columns()
    {
        Prediction certain = Samples.GuidePrediction();
        certain = certain with
        {
            Experts =
            [
                certain.Experts[0] with
                {
                    Probability = 1,
                },
                certain.Experts[1] with
                {
                    Probability = 0.051,
                },
                certain.Experts[2],
            ],
        };

        string output = CommandRun.Of(new FakeWorkflows { Prediction = certain }, "predict --ticker NVDA").Output;

        Assert.Contains("UP   (100.0%)\n", output, StringComparison.Ordinal);
        Assert.Contains("DOWN (  5.1%)\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_reaches_the_workflow()
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(workflows, "predict --ticker NVDA --as-of 2017-01-31 --weak 0.05 --strong 0.3 --no-log");

        Assert.Equal(
            new PredictRequest
            {
                Ticker = "NVDA",
                AsOf = new DateOnly(2017, 1, 31),
                Weak = 0.05,
                Strong = 0.3,
                Log = false,
            },
            Assert.Single(workflows.Requests)
        );
    }

    [Fact]
    public void Asked_why_it_adds_what_each_feature_and_each_day_added()
    {
        FakeWorkflows workflows = new()
        {
            Prediction = Samples.GuidePrediction() with { Explanation = Samples.GuideExplanation() },
        };

        CommandRun run = CommandRun.Of(workflows, "predict --ticker NVDA --explain");

        Assert.StartsWith(
            GuidePanel[..GuidePanel.IndexOf("Evidence:", StringComparison.Ordinal)] + VerboseEnd,
            run.Output,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            """
            momentum: UP, logit +0.3500 = +0.0500 for an average window +0.2999 explained +0.0001 left over
            feature    value  deviations  contribution
            rsi_14   71.2000       +1.31       +0.2100
            macd     -0.0100       -0.40       +0.0899
            bars ago  day         contribution  attention  if all days were alike
                   0  2017-12-29       +0.2800      0.600                   0.550
                   1  2017-12-28       +0.0199      0.400                   0.450

            """,
            run.Output,
            StringComparison.Ordinal
        );
        Assert.True(Assert.IsType<PredictRequest>(Assert.Single(workflows.Requests)).Explain);
    }

    [Fact]
    public void A_STRONG_signal_that_was_not_earned_is_shown_plain_with_the_reason_beside_it()
    {
        Prediction gated = Samples.GuidePrediction() with
        {
            Signal = "BUY",
            RawSignal = "STRONG BUY",
            GateReason = "no directional expert is proven",
        };

        string shown = CommandRun.Of(new FakeWorkflows { Prediction = gated }, "predict --ticker NVDA").Output;
        string raw = CommandRun
            .Of(
                new FakeWorkflows { Prediction = gated with { Signal = "STRONG BUY" } },
                "predict --ticker NVDA --ungated"
            )
            .Output;

        Assert.Contains("FINAL SIGNAL:          BUY\n", shown, StringComparison.Ordinal);
        Assert.Contains(
            "Gate:      BUY instead of STRONG BUY: no directional expert is proven",
            shown,
            StringComparison.Ordinal
        );
        Assert.Contains("FINAL SIGNAL:          STRONG BUY\n", raw, StringComparison.Ordinal);
        Assert.Contains("Gate:      not applied (--ungated)", raw, StringComparison.Ordinal);
    }
}
