using Ploutos.Cli.Hosting;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Workflows;
using Ploutos.Workflows.Deploy;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "A verb is missing after 'ploutos'")]
    [InlineData(
        "data",
        "A verb is missing after 'ploutos data': import, fetch, update, check, list, diff, calendar, export, remove,"
            + " rename, set, universe."
    )]
    [InlineData("optimise NVDA --quick", "error: 'optimise' is not known here. Did you mean 'optimize'?\nSee ")]
    [InlineData("optimise", "Did you mean 'optimize'?")]
    [InlineData("trian", "Did you mean 'train'?")]
    [InlineData("train --exper momentum", "Did you mean '--expert'?")]
    [InlineData("predict", "A ticker is missing: name one or more, such as 'ploutos predict NVDA'.")]
    [InlineData("export features --ticker NVDA", "'--out' is required")]
    [InlineData("judge mine.csv --trials 0", "--trials must be a whole number of at least 1, but got '0'.")]
    [InlineData("data import", "A source is missing: csv:PATH")]
    [InlineData("data import simulated --source csv:x", "both were given: 'simulated' and 'csv:x'")]
    [InlineData("data check --date-format dd/MM/yyyy", "--date-format goes with a source")]
    [InlineData("train --expert ,", "--expert must name an expert or all, but names none.")]
    [InlineData(
        "train --test-from 01/02/2014",
        "--test-from must be a day written as 2014-01-31 (year-month-day), but got '01/02/2014'."
    )]
    [InlineData("train --seed x", "--seed must be a whole number of at least 0, but got 'x'.")]
    [InlineData("train --window 0", "--window must be a whole number of at least 1, but got '0'.")]
    [InlineData("train --cores -1", "--cores must be a whole number of at least 1, but got '-1'.")]
    [InlineData("optimize --trials 0", "--trials must be a whole number of at least 1, but got '0'.")]
    [InlineData("optimize --timeout soon", "--timeout must be a whole number of at least 1, but got 'soon'.")]
    [InlineData("predict --ticker A --weak NaN", "--weak must be a number from 0 to 1, but got 'NaN'.")]
    [InlineData(
        "predict --ticker A --weak 0.3 --strong 0.1",
        "--weak must be no more than --strong, but got --weak 0.3 and --strong 0.1."
    )]
    [InlineData("backtest --commission-bp -1", "--commission-bp must be a number from 0 to 9999, but got '-1'.")]
    [InlineData("backtest --direction short", "--direction must be long-only or long-short, but got 'short'.")]
    [InlineData("backtest --from file", "--from must be evaluation or models, but got 'file'.")]
    [InlineData(
        "backtest --start 2014",
        "--start must be a day written as 2014-01-31 (year-month-day), but got '2014'."
    )]
    [InlineData("deploy --quick --skip-optimization", "give one of them")]
    [InlineData("completion tcsh", "bash")]
    public void A_wrong_command_line_gives_2_and_says_what_is_right(string line, string message)
    {
        FakeWorkflows workflows = new();

        CommandRun run = CommandRun.Of(workflows, line);

        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Empty(workflows.Requests);
    }

    [Fact]
    public void The_names_of_the_guide_reach_the_search()
    {
        FakeWorkflows workflows = new();

        CommandRun run = CommandRun.Of(
            workflows,
            [
                "optimize",
                "--expert",
                "momentum",
                "--trials",
                "10",
                "--timeout",
                "600",
                "--tickers",
                "NVDA,AAPL, MSFT",
                "--jobs",
                "2",
                "--seed",
                "7",
                "--storage",
                "sqlite:///s.db",
                "--study",
                "mine",
                "--window",
                "1",
                "--test-from",
                "2014-01-01",
                "--max-epochs",
                "20",
            ]
        );

        Assert.Equal(ExitCode.Done, run.Code);
        OptimizeRequest request = Assert.IsType<OptimizeRequest>(Assert.Single(workflows.Requests));
        Assert.Equal(["momentum"], request.Experts!);
        Assert.Equal(["NVDA", "AAPL", "MSFT"], request.Tickers!);
        Assert.Equal(
            new OptimizeRequest
            {
                Experts = request.Experts,
                Trials = 10,
                Timeout = TimeSpan.FromSeconds(600),
                Tickers = request.Tickers,
                Jobs = 2,
                Seed = 7,
                Storage = "sqlite:///s.db",
                Study = "mine",
                Window = 1,
                TestFrom = new DateOnly(2014, 1, 1),
                MaxEpochs = 20,
            },
            request
        );
    }

    [Fact]
    public void Without_options_the_contract_s_defaults_are_asked_for()
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(workflows, "train");
        CommandRun.Of(workflows, "optimize");
        CommandRun.Of(workflows, "deploy");

        Assert.Equal([new TrainRequest(), new OptimizeRequest(), new DeployRequest()], workflows.Requests);
    }

    [Theory]
    [InlineData("train --expert all", "all")]
    [InlineData("train --expert volatility,Mine --expert momentum,mine", "volatility,mine,momentum")]
    public void Experts_are_asked_for_by_name_once_each(string line, string names)
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(workflows, line);

        Assert.Equal(names.Split(','), Assert.IsType<TrainRequest>(Assert.Single(workflows.Requests)).Experts!);
    }

    [Theory]
    [InlineData("data import csv:bars --tickers A --date-format dd/MM/yyyy --strict")]
    [InlineData("data import --source csv:bars --tickers A --date-format dd/MM/yyyy --strict")]
    public void A_source_is_an_argument_or_an_option(string line)
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(workflows, line);

        ImportRequest request = Assert.IsType<ImportRequest>(Assert.Single(workflows.Requests));
        Assert.Equal(new ImportRequest("csv:bars", request.Tickers, "dd/MM/yyyy", Strict: true), request);
        Assert.Equal(["A"], request.Tickers!);
    }

    [Fact]
    public void A_check_without_a_source_is_a_check_of_the_store()
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(workflows, "data check");

        Assert.Equal(new CheckRequest(), Assert.Single(workflows.Requests));
    }

    [Fact]
    public void A_deployment_takes_all_its_options()
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(
            workflows,
            "deploy --skip-optimization --source simulated --ticker SIM1 --test-from 2014-01-01 --seed 3 --window 1"
        );

        Assert.Equal(
            new DeployRequest
            {
                Source = "simulated",
                SkipOptimization = true,
                Quick = false,
                Ticker = "SIM1",
                TestFrom = new DateOnly(2014, 1, 1),
                Seed = 3,
                Window = 1,
            },
            Assert.Single(workflows.Requests)
        );
    }
}
