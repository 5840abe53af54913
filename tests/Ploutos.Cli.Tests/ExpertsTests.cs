using Ploutos.Cli.Hosting;
using Ploutos.Signals.Predict;

namespace Ploutos.Cli.Tests;

public sealed class ExpertsTests
{
    [Fact]
    public void The_list_has_built_in_experts_files_and_what_is_wrong_with_them()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "experts list");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("built in", run.Output, StringComparison.Ordinal);
        Assert.Contains("UP: the close in 5 days lies above today's", run.Output, StringComparison.Ordinal);
        Assert.Contains("experts/bad.json: 'label' must be given.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expert_is_shown_with_its_file()
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, "experts show mine");
        Assert.Equal("mine", workflows.Requests[^1]);
        Assert.Contains("2 inputs, known from bar 20 on: week, busy", run.Output, StringComparison.Ordinal);
        Assert.Contains("{ \"label\": {} }", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_file_is_asked_for_by_name_and_says_what_follows()
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, "experts new mine --force");
        Assert.Equal(("mine", true), workflows.Requests[^1]);
        Assert.Contains("ploutos train --expert mine", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_says_what_the_file_gives_on_the_bars()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "experts check mine");
        Assert.Contains(
            "90,000 rows have every input and the label, 54.1 % of them UP",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("note: 'busy' is missing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_expert_alone_forecasts_without_a_vote()
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(workflows, "predict --ticker NVDA --expert mine");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("mine", Assert.IsType<ValueTuple<string, PredictRequest>>(workflows.Requests[^1]).Item1);
        Assert.Contains("NVDA, 2014-01-31: UP, 58.3 %", run.Output, StringComparison.Ordinal);
        Assert.Contains("the close in 5 days lies above today's", run.Output, StringComparison.Ordinal);
        Assert.Contains("PROVEN: AUC 0.600", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ExitCode.WrongUsage,
            CommandRun.Of(new FakeWorkflows(), "predict --ticker NVDA --expert mine --explain").Code
        );
    }
}
