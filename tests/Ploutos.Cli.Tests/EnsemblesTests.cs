using Ploutos.Cli.Hosting;
using Ploutos.Research.Backtests;

namespace Ploutos.Cli.Tests;

public sealed class EnsemblesTests
{
    [Fact]
    public void The_list_says_who_votes_where_and_what_is_wrong_with_a_file()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "ensembles list");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("momentum 0.4, volatility 0.2", run.Output, StringComparison.Ordinal);
        Assert.Contains("makes them", run.Output, StringComparison.Ordinal);
        Assert.Contains("'experts' must list 1 to 16 experts", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_names_weights_models_and_thresholds()
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, "ensembles check");
        Assert.Equal("current", workflows.Requests[^1]);
        Assert.Contains(
            "mine         direction, weight 1, model 20140131T000000-0badcafe",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("BUY or SELL beyond 0.100, STRONG beyond 0.250", run.Output, StringComparison.Ordinal);
        Assert.Contains("It can make signals.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_file_is_written_by_name_or_as_the_one_that_makes_the_signals()
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, "ensembles new calm --force");
        Assert.Equal(("calm", true), workflows.Requests[^1]);
        Assert.Contains("It makes the signals from now on.", run.Output, StringComparison.Ordinal);
        CommandRun.Of(workflows, "ensembles new");
        Assert.Equal(((string?)null, false), workflows.Requests[^1]);
    }

    [Fact]
    public void A_backtest_takes_the_signals_of_an_ensemble()
    {
        FakeWorkflows workflows = new();
        CommandRun.Of(workflows, "backtest --from models --ensemble calm");
        Assert.Equal("calm", Assert.IsType<BacktestRequest>(workflows.Requests[^1]).Ensemble);
    }
}
