namespace Ploutos.Cli.Tests;

public sealed class ReportTests
{
    [Fact]
    public void An_import_tells_totals_by_reason_and_the_day_they_crowd_on()
    {
        string output = CommandRun.Of(new FakeWorkflows(), "data import csv:bars").Output;

        Assert.Contains(
            "csv:bars: 2 tickers (2 created), 6,039 of 6,040 rows kept, 2006-01-03 to 2017-12-29\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "MissingCells  Warning     25       25  25 dropped     24 on 2017-07-31\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("OutsideRange  Serious      1        1  1 repaired\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_of_the_gravest_kinds_come_first_and_the_rest_is_a_command_away()
    {
        string[] lines = CommandRun.Of(new FakeWorkflows(), "data check csv:bars").Output.Split('\n');

        int head = Array.FindIndex(lines, line => line.StartsWith("ticker  date", StringComparison.Ordinal));
        Assert.Equal(
            "BA      2007-02-08  OutsideRange  Serious   Repaired  open 200 above high 90.36 [sic]",
            lines[head + 1]
        );
        Assert.Contains(
            "3 examples of 26 findings, the gravest kinds first. All of them: ploutos data check csv:bars --json",
            lines
        );
    }

    [Fact]
    public void Brackets_in_a_text_are_shown_and_not_read_as_markup_on_a_terminal() =>
        Assert.Contains(
            "[sic]",
            CommandRun.Of(new FakeWorkflows(), ["data", "check"], terminal: true, colour: true).Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void Each_metric_has_its_interval_and_its_baseline_beside_it()
    {
        string output = CommandRun.Of(new FakeWorkflows(), "train").Output;

        Assert.Contains(
            "Out of sample, 2014-01-02 to 2017-12-21, with 95 % intervals:\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "momentum    31,000  0.541 [0.530, 0.550]      0.540  0.507 [0.490, 0.520]  0.6500 [0.6400, 0.6600]  "
                + " 0.6700\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "momentum: epoch 15 of 30, 12 s, hyperparameters from defaults, model 20171229-1 in models/v7_momentum\n",
            output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0.507, 0.49, 0.52, 0.66, "near a coin toss: the AUC's interval contains 0.5.")]
    [InlineData(
        0.664,
        0.65,
        0.68,
        0.66,
        "better than chance: the AUC's interval lies above 0.5, and the log-loss's below that of the base rate."
    )]
    [InlineData(0.52, 0.51, 0.53, 0.68, "its probabilities are not shown to beat the base rate.")]
    [InlineData(0.45, 0.44, 0.46, 0.68, "worse than a coin toss on these days")]
    [InlineData(double.NaN, double.NaN, double.NaN, 0.66, "no interval, so nothing can be said.")]
    public void An_expert_is_praised_no_further_than_its_interval_allows(
        double auc,
        double low,
        double high,
        double logLossHigh,
        string verdict
    )
    {
        FakeWorkflows workflows = new()
        {
            Trained = [Samples.Trained("reversion", auc, low, high, logLossHigh: logLossHigh)],
        };

        Assert.Contains(verdict, CommandRun.Of(workflows, "train").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_says_where_each_ticker_s_bars_come_from_and_what_it_is()
    {
        FakeWorkflows workflows = new()
        {
            Stored =
            [
                Samples.Stored("AAPL") with
                {
                    Market = "XNYS",
                    Currency = "USD",
                    Kind = "share",
                },
                Samples.Stored("OLD") with
                {
                    HasVolume = false,
                },
            ],
        };
        string list = CommandRun.Of(workflows, "data list").Output;
        Assert.Matches(
            "AAPL +XNYS +USD +share +3,019  2006-01-03  2017-12-29  csv:bars  2018-01-01 09:00 +5 +0\n",
            list
        );
        Assert.Matches("OLD +- +- +-, no volume +3,019 ", list);
    }

    [Fact]
    public void An_empty_store_says_how_to_fill_it() =>
        Assert.Contains(
            "ploutos data import",
            CommandRun.Of(new FakeWorkflows { Stored = [] }, "data list").Output,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("data import csv:x")]
    [InlineData("data list")]
    [InlineData("train")]
    [InlineData("optimize")]
    [InlineData("deploy")]
    [InlineData("doctor")]
    [InlineData("--help")]
    [InlineData("train --seed x")]
    public void A_pipe_gets_no_control_codes(string line)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows { Events = ProgressTests.OneOfEach }, line);

        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }
}
