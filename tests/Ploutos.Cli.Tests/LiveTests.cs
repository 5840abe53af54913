using Ploutos.Cli.Hosting;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Tests;

public sealed class LiveTests
{
    [Fact]
    public void The_run_s_options_reach_the_workflow_in_its_own_units()
    {
        var workflows = new FakeWorkflows();
        CommandRun run = CommandRun.Of(
            workflows,
            "live --once --watchlist AAPL,MSFT --source csv:bars --delay 90 --retry 10 --retrain-every 0"
                + " --compare-days 63"
        );
        Assert.Equal(ExitCode.Done, run.Code);
        var request = Assert.IsType<LiveRequest>(workflows.Requests[^1]);
        Assert.Equal(["AAPL", "MSFT"], request.Watchlist);
        Assert.Equal(
            ("csv:bars", TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(10), 0, 63),
            (request.Source, request.Delay, request.RetryEvery, request.RetrainEvery, request.CompareDays)
        );
        Assert.Contains("2017-12-29: done. 2 signal(s), 1 without", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_failed_or_a_chain_that_broke_or_a_replay_that_differs_is_exit_code_1()
    {
        var workflows = new FakeWorkflows
        {
            Run = new FakeWorkflows().Run with { Status = LiveRunStatus.Failed, Error = "the disk is full" },
            Chains = new()
            {
                Signals = 40,
                InTime = 38,
                Late = 2,
                Outcomes = 100,
                Predictions = 38,
                Unchained = 0,
                Broken = ["signals: link 7 was changed"],
                Notes = [],
                Head = new('a', 64),
            },
            Replayed = new(
                2,
                1,
                [new("AAPL", new(2017, 12, 29), "BUY +0.1000", "SELL -0.1000", "bars revised", "later")]
            ),
            State = new FakeWorkflows().State with
            {
                Health = HealthState.Error,
                Problems = ["nobody does the daily run"],
            },
        };
        foreach (
            (string line, string text) in new[]
            {
                ("live --once", "the disk is full"),
                ("verify", "BROKEN: signals: link 7"),
                ("replay", "AAPL 2017-12-29: was BUY +0.1000, is SELL -0.1000: bars revised"),
                ("status", "nobody does the daily run"),
            }
        )
        {
            CommandRun run = CommandRun.Of(workflows, line);
            Assert.Equal(ExitCode.Failed, run.Code);
            Assert.Contains(text, run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("status --json", "\"last_due_day\":\"2017-12-29\"")]
    [InlineData("verify --json", "\"holds\":true")]
    [InlineData("replay --json --from 2017-01-02", "\"equal\":40")]
    [InlineData("live --once --json", "\"status\":\"done\"")]
    public void Each_verb_writes_its_result_as_one_line_of_json(string line, string part)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), line);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public void The_endless_run_ends_with_exit_code_0_when_it_is_told_to_stop() =>
        Assert.Equal(ExitCode.Done, CommandRun.Of(new FakeWorkflows(), ["live"], interrupted: true).Code);
}
