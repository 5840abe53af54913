using Ploutos.Cli.Hosting;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(Fault.Failed, 1)]
    [InlineData(Fault.WrongUsage, 2)]
    [InlineData(Fault.NoData, 3)]
    [InlineData(Fault.UnknownTicker, 3)]
    [InlineData(Fault.NoBars, 3)]
    [InlineData(Fault.TooFewBars, 3)]
    [InlineData(Fault.NoModel, 3)]
    [InlineData(Fault.NotMadeYet, 3)]
    [InlineData(Fault.Settings, 2)]
    [InlineData(Fault.Busy, 1)]
    [InlineData(Fault.Damaged, 1)]
    [InlineData(Fault.DiskFull, 1)]
    public void A_mistake_the_user_can_mend_is_one_line_and_its_own_code(Fault fault, int code)
    {
        CommandRun run = CommandRun.Of(
            new FakeWorkflows { Failure = new PloutosException(fault, "no bars of 'X'; import some") },
            "predict --ticker X"
        );

        Assert.Equal(code, (int)run.Code);
        Assert.Equal("error: no bars of 'X'; import some\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_remedy_is_worded_as_a_command_below_the_error()
    {
        CommandRun run = CommandRun.Of(
            new FakeWorkflows
            {
                Failure = new PloutosException(Fault.UnknownTicker, "There are no bars of BRK-B.")
                {
                    Remedies =
                    [
                        new FetchTicker("BRK-B", new(2011, 5, 2)),
                        new ChangeOption("firstTest", "a later day"),
                    ],
                },
            },
            "predict --ticker BRK-B"
        );

        Assert.Equal(
            """
            error: There are no bars of BRK-B.
              try: ploutos data fetch --tickers BRK-B --from 2011-05-02
              try: --first-test (a later day)

            """,
            run.Error
        );
    }

    [Fact]
    public void The_unexpected_is_one_line_and_a_log_with_the_trace_in_the_workspace()
    {
        using TemporaryFolder workspace = new();

        CommandRun run = CommandRun.Of(
            new FakeWorkflows { Failure = new InvalidOperationException("broken\nwheel") },
            ["train", "--workspace", workspace.Path]
        );

        Assert.Equal(ExitCode.Failed, run.Code);
        string log = Assert.Single(Directory.GetFiles(workspace.File("logs")));
        Assert.Contains(
            $"error: broken (InvalidOperationException). This should not happen: please report it with {log}\n",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Contains(nameof(FakeWorkflows), File.ReadAllText(log), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_workspace_can_t_be_written_the_log_goes_to_the_temporary_folder()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("file"), "");

        CommandRun run = CommandRun.Of(
            new FakeWorkflows { Failure = new InvalidOperationException("broken") },
            ["train", "--workspace", folder.File("file")]
        );

        string log = run.Error.Trim().Split(' ')[^1];
        Assert.StartsWith(Path.GetTempPath(), log, StringComparison.Ordinal);
        Assert.True(File.Exists(log), run.Error);
        File.Delete(log);
    }

    [Fact]
    public void An_interrupted_run_gives_130()
    {
        CommandRun run = CommandRun.Of(
            new FakeWorkflows { Failure = new OperationCanceledException() },
            ["train"],
            interrupted: true
        );

        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.Contains("interrupted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        using TemporaryFolder workspace = new();

        Assert.Equal(
            ExitCode.Failed,
            CommandRun
                .Of(
                    new FakeWorkflows { Failure = new OperationCanceledException() },
                    ["train", "--workspace", workspace.Path]
                )
                .Code
        );
    }

    [Theory]
    [InlineData(HealthState.Ok, ExitCode.Done)]
    [InlineData(HealthState.Warning, ExitCode.Done)]
    [InlineData(HealthState.Error, ExitCode.Failed)]
    public void The_doctor_fails_where_something_must_be_mended(HealthState status, ExitCode code) =>
        Assert.Equal(code, CommandRun.Of(new FakeWorkflows { Checks = [new("store", status, "…")] }, "doctor").Code);
}
