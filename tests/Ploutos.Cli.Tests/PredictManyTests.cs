using System.Text.Json;
using Ploutos.Cli.Hosting;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;

namespace Ploutos.Cli.Tests;

/// <summary>How tickers are named to <c>predict</c>, and what several of them show.</summary>
public sealed class PredictManyTests
{
    [Theory]
    [InlineData("predict NVDA")]
    [InlineData("predict --ticker NVDA")]
    [InlineData("predict NVDA,nvda")]
    public void One_ticker_is_predicted_in_full(string line)
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, line);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("NVDA", Assert.IsType<PredictRequest>(Assert.Single(workflows.Requests)).Ticker);
        Assert.Contains("FINAL SIGNAL", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict AAPL MSFT NVDA")]
    [InlineData("predict AAPL,MSFT NVDA")]
    [InlineData("predict --tickers aapl,MSFT,NVDA")]
    public void Several_tickers_are_a_row_each(string line)
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, line);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(["AAPL", "MSFT", "NVDA"], Assert.IsAssignableFrom<IReadOnlyList<string>>(workflows.Requests[^1]));
        Assert.Matches(@"(?m)^ticker +signal +score +risk 5 d +5 % loss +as of +age +proven$", run.Output);
        Assert.Equal(3, run.Output.Split('\n').Count(l => l.Contains("STRONG HOLD", StringComparison.Ordinal)));
    }

    [Fact]
    public void Several_tickers_are_a_list_in_json()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(new FakeWorkflows(), "predict A B --json").Output);
        Assert.Equal(2, json.RootElement.GetArrayLength());
    }

    [Fact]
    public void All_stored_tickers_and_those_of_a_universe_are_asked_for_by_one_word()
    {
        FakeWorkflows workflows = new();
        Assert.Equal(ExitCode.Done, CommandRun.Of(workflows, "predict --tickers all").Code);
        Assert.Equal(ExitCode.Done, CommandRun.Of(workflows, "predict --universe guide").Code);
        Assert.Null(workflows.Requests[0]);
        Assert.Equal(15, Assert.IsAssignableFrom<IReadOnlyList<string>>(workflows.Requests[^1]).Count);
    }

    [Fact]
    public void A_universe_is_meant_in_any_case_also_where_a_ticker_has_its_name()
    {
        FakeWorkflows workflows = new();
        Assert.Equal(ExitCode.Done, CommandRun.Of(workflows, "predict --universe DAX").Code);
        Assert.Equal(40, Assert.IsAssignableFrom<IReadOnlyList<string>>(workflows.Requests[^1]).Count);
    }

    [Fact]
    public void Of_a_universe_of_the_workspace_the_members_of_the_day_are_predicted()
    {
        FakeWorkflows workflows = new()
        {
            KnownUniverses =
            [
                new()
                {
                    Name = "mine",
                    Dated = true,
                    Tickers = 2,
                    From = null,
                    To = null,
                },
            ],
            KnownMembers = [new("mine", "A", null, null), new("mine", "B", null, new(2020, 1, 1))],
        };
        Assert.Equal(ExitCode.Done, CommandRun.Of(workflows, "predict --universe mine --as-of 2024-05-02").Code);
        Assert.Equal(["A"], Assert.IsAssignableFrom<IReadOnlyList<string>>(workflows.Requests[^1]));
        Assert.Equal(ExitCode.Done, CommandRun.Of(workflows, "predict --tickers mine,C --as-of 2024-05-02").Code);
        Assert.Equal(["A", "C"], Assert.IsAssignableFrom<IReadOnlyList<string>>(workflows.Requests[^1]));
    }

    [Fact]
    public void A_universe_without_a_member_on_the_day_is_refused_with_the_day()
    {
        FakeWorkflows workflows = new()
        {
            KnownUniverses =
            [
                new()
                {
                    Name = "mine",
                    Dated = true,
                    Tickers = 1,
                    From = null,
                    To = new(2020, 1, 1),
                },
            ],
            KnownMembers = [new("mine", "B", null, new(2020, 1, 1))],
        };
        CommandRun run = CommandRun.Of(workflows, "predict --universe mine --as-of 2024-05-02");
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains("'mine' has no member on 2024-05-02.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticker_that_fails_stops_no_other_and_its_fault_is_the_exit_code()
    {
        FakeWorkflows workflows = new()
        {
            PredictionFailures = [("C", new PloutosException(Fault.NoData, "There are no bars of C."))],
        };
        CommandRun run = CommandRun.Of(workflows, "predict A B C --json");
        Assert.Equal(ExitCode.NoData, run.Code);
        Assert.Contains("error: There are no bars of C.", run.Error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(3, json.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("predict --universe moon", "--universe must be one of")]
    [InlineData("predict AAPL --tickers all", "given once")]
    [InlineData("predict --tickers all --universe guide", "given once")]
    public void Tickers_that_can_not_be_meant_are_refused_with_the_rule(string line, string rule)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), line);
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticker_is_given_once() =>
        Assert.Contains(
            "both were given: 'AAPL' and 'NVDA'",
            CommandRun.Of(new FakeWorkflows(), "predict AAPL --ticker NVDA").Error,
            StringComparison.Ordinal
        );
}
