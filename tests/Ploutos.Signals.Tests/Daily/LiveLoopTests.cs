using Ploutos.Live.Simulation;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>The endless run: its waits, its clock, its lock.</summary>
public sealed class LiveLoopTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Two_processes_on_one_workspace_are_one_too_many_and_the_second_names_the_first()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        using (DailyRunLock.Take(live.Workspace, live.Clock))
        {
            var e = Assert.Throws<PloutosException>(() => live.Workflows.LiveOnce(live.Request, null, Stop));
            Assert.Contains(
                $"process {Environment.ProcessId} on {Environment.MachineName}, since",
                e.Message,
                StringComparison.Ordinal
            );
            Assert.StartsWith("process", live.Workflows.Status().RunningAs, StringComparison.Ordinal);
        }

        Assert.Null(live.Workflows.Status().RunningAs);
        DailyRunLock.Take(live.Workspace, live.Clock).Dispose();
    }

    [Theory]
    [InlineData(-3, "back")]
    [InlineData(400, "forward")]
    public async Task A_clock_that_jumps_is_noticed_and_said_and_survived(int days, string direction)
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 4);
        var told = new List<string>();
        using var stop = new CancellationTokenSource();
        DateTimeOffset right = live.Clock.Now;
        int waits = 0;
        live.WorldTime = () => right;
        var loop = new LiveLoop(
            live.Context(),
            async (span, cancellation) =>
            {
                await live.Clock.WaitAsync(span, cancellation);
                right += span;
                waits++;
                if (waits == 30)
                    live.Clock.Now = right.AddDays(days);
                if (waits == 60)
                    live.Clock.Now = right; // somebody puts it right
                if (right > live.Exchange.End)
                    stop.Cancel();
            },
            TimeSpan.FromHours(1)
        );
        await loop.RunAsync(new Notes(told), stop.Token);

        Assert.Contains(
            told,
            t => t.Contains($"The clock went {direction} by {Math.Abs(days)}.", StringComparison.Ordinal)
        );
        IReadOnlyList<StoredSignal> history = live.Workflows.SignalHistory();
        Assert.Equal(
            live.Exchange.Days,
            history
                .Where(s => s.Record.Signal is not null && s.Record.AsOf >= live.Exchange.Days[0])
                .Select(s => s.Record.AsOf)
                .Distinct()
        );
        Assert.All(history, s => Assert.Null(s.Record.Reason));
        Assert.Empty(live.Workflows.Verify(Stop).Broken);
    }

    [Fact]
    public async Task A_loop_that_is_told_to_stop_returns_and_gives_its_lock_back()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await live.Workflows.LiveAsync(live.Request, null, stop.Token);
        Assert.Null(DailyRunLock.Holder(live.Workspace));
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Notes(List<string> told) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value)
        {
            if (value is Note note)
                told.Add(note.Text);
        }
    }
}
