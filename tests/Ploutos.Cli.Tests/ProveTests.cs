using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Research.Programs;
using Ploutos.Research.Proof;
using Ploutos.Research.Sharding;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

public sealed class ProveTests
{
    [Fact]
    public void A_proof_that_holds_is_told_with_its_figures_and_ends_with_0()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "prove --source csv:bars");

        Assert.Equal(
            """
            Proof of volatility on 2 tickers of csv:bars, 2006-01-03 to 2017-12-29, tested from 2016-03-01
            Budget: few epochs.

            PASS  future: nothing looks ahead (2 s)
                  bars were replaced
            subject  figure                     value  interval  expected
            all      feature values compared  123,456

            PASS  shuffled: a coin toss (3 s)
                  labels were shuffled
            subject     figure                  value  interval        expected
            volatility  mean AUC of 3 shuffles  0.502  [0.481, 0.523]     0.500

            PASS: all 2 checks in 5 s

            """.ReplaceLineEndings("\n"),
            run.Output
        );
        Assert.Equal(ExitCode.Done, run.Code);
    }

    [Fact]
    public void Checks_that_the_bars_do_not_allow_are_named_with_the_reason()
    {
        const string left = "market-future, market-shuffled: a market needs 5 tickers, but there are 2";
        FakeWorkflows workflows = new() { Proof = Samples.Proof(passed: true) with { LeftOut = [left] } };

        Assert.Contains($"Left out: {left}.\n", CommandRun.Of(workflows, "prove").Output, StringComparison.Ordinal);
        Assert.Equal(left, (string?)JsonNode.Parse(CommandRun.Of(workflows, "prove --json").Output)!["left_out"]![0]);
    }

    [Fact]
    public void A_proof_that_fails_names_the_fault_and_ends_with_1()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows { Proof = Samples.Proof(passed: false) }, "prove");

        Assert.Contains("FAIL  future: nothing looks ahead", run.Output, StringComparison.Ordinal);
        Assert.Contains("  - AAPL: the feature 'peek' looks ahead", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL: 1 of 2 checks (future).", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, run.Code);
    }

    [Fact]
    public void The_proof_as_JSON_says_whether_it_passed()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows { Proof = Samples.Proof(passed: false) }, "prove --json");

        JsonNode report = JsonNode.Parse(run.Output)!;
        Assert.False((bool)report["passed"]!);
        Assert.Equal(
            ["name", "claim", "passed", "summary", "figures", "faults", "seconds"],
            report["checks"]![0]!.AsObject().Select(p => p.Key)
        );
        Assert.Equal(ExitCode.Failed, run.Code);
    }

    [Fact]
    public void A_program_is_proven_with_its_line_and_its_limit_and_nothing_that_trains()
    {
        FakeWorkflows workflows = new();

        CommandRun run = CommandRun.Of(
            workflows,
            ["prove", "--command", "mine.py {bars} {out}", "--tickers", "A", "--seed", "7", "--time-limit", "9"]
        );

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("Proof of the program: mine.py {bars} {out}", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "it ran 14 times and writes 5,000 rows of momentum, value",
            run.Output,
            StringComparison.Ordinal
        );
        var request = Assert.IsType<ProgramProofRequest>(Assert.Single(workflows.Requests));
        Assert.Equal(
            ("mine.py {bars} {out}", 7, TimeSpan.FromSeconds(9)),
            (request.Command, request.Seed, request.TimeLimit)
        );
        run = CommandRun.Of(workflows, ["prove", "--command", "x", "--expert", "momentum"]);
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains("--command trains nothing and takes no --expert", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUsage, CommandRun.Of(workflows, "prove --time-limit 9").Code);
    }

    [Fact]
    public void A_share_of_a_proof_is_made_with_shard_and_all_are_put_together_with_merge()
    {
        FakeWorkflows workflows = new();

        CommandRun run = CommandRun.Of(workflows, "prove --noise 20 --shard 2/4 --shared dir");

        Assert.Equal(new ShardTask(new(2, 4), "dir"), Assert.Single(workflows.Requests));
        Assert.Contains("shard 2/4 of the proof e7: 3 of 12 units are in dir.", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, run.Code);
        CommandRun.Of(workflows, "prove --noise 20 --merge dir");
        var merge = Assert.IsType<ProveRequest>(workflows.Requests[^1]);
        Assert.Equal((20, "dir"), (merge.Noise, merge.Merge));
        run = CommandRun.Of(workflows, "prove --shard 2/4");
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains("--shard and --shared go together", run.Error, StringComparison.Ordinal);
        run = CommandRun.Of(workflows, ["prove", "--command", "x", "--merge", "dir"]);
        Assert.Contains("--command trains nothing and takes no --merge", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_reaches_the_workflow()
    {
        FakeWorkflows workflows = new();

        CommandRun.Of(
            workflows,
            "prove --source simulated --experts volatility --tickers A,B --noise 20 --test-from 2014-01-02 --window 4"
                + " --seed 7 --cores 1"
        );

        ProveRequest request = Assert.IsType<ProveRequest>(Assert.Single(workflows.Requests));
        Assert.Equal(
            new ProveRequest
            {
                Source = "simulated",
                Experts = request.Experts,
                Tickers = request.Tickers,
                Noise = 20,
                TestFrom = new DateOnly(2014, 1, 2),
                Window = 4,
                Seed = 7,
                Cores = 1,
            },
            request
        );
        Assert.Equal(["volatility"], request.Experts!);
        Assert.Equal(["A", "B"], request.Tickers!);
    }
}
