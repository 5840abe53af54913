using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Research.Studies;

namespace Ploutos.Cli.Tests;

public sealed class StudyTests
{
    [Fact]
    public void The_options_reach_the_study_and_nothing_is_evaluated()
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(
            workflows,
            "evaluate --study --source simulated --tickers A,B --first-test 2014-01-01 --cost 2.5 --accept-serious"
        );
        Assert.Equal(ExitCode.Done, run.Code);
        DirectionStudyRequest asked = (DirectionStudyRequest)workflows.Requests.Single()!;
        Assert.Equal(
            new DirectionStudyRequest
            {
                Source = "simulated",
                Tickers = asked.Tickers,
                FirstTest = new(2014, 1, 1),
                CostBasisPoints = 2.5,
                AcceptSerious = true,
            },
            asked
        );
        Assert.Equal(["A", "B"], asked.Tickers);
    }

    [Fact]
    public void The_tables_show_coefficients_with_t_and_portfolios_with_intervals()
    {
        string text = CommandRun.Of(new FakeWorkflows(), "evaluate --study").Output;
        Assert.Contains("close_in_range  -0.033 (-6.6)  -0.020 (-4.0)", text, StringComparison.Ordinal);
        Assert.Contains(
            "close_in_range  before   -0.033 (-6.6)  -0.040 (-8.0)   +0.001 (0.2)             -",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("low          120 %   +8.0  -7.0 [-14.0, 0.0]  -1.9  +0.1", text, StringComparison.Ordinal);
        Assert.Contains("Nothing survives.", text, StringComparison.Ordinal);
        Assert.Contains("note: something to know", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void As_JSON_it_has_every_figure_and_null_for_those_that_are_not_defined()
    {
        JsonNode json = JsonNode.Parse(CommandRun.Of(new FakeWorkflows(), "evaluate --study --json").Output)!;
        Assert.Equal("next_open", (string)json["coefficients"]![3]!["fill"]!);
        Assert.Null(json["coefficients"]![3]!["mean"]!["value"]);
        Assert.Equal("after", (string)json["portfolios"]![1]!["period"]!);
        Assert.Equal(-0.2, (double)json["portfolios"]![1]!["low_of_all"]!);
    }

    [Theory]
    [InlineData("evaluate --study --ablation", "--study trains nothing and takes no --ablation")]
    [InlineData("evaluate --study --folds 3", "takes no --folds")]
    [InlineData("evaluate --cost 3", "--cost goes with --study")]
    [InlineData("evaluate --study --cost -1", "--cost must be a number from 0 to 1000, but got '-1'")]
    public void Options_that_do_not_go_together_are_wrong_usage(string line, string rule)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), line);
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
    }
}
