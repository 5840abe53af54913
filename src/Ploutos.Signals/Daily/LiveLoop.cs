using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>The daily run, each day at its time, until it is cancelled. It waits in short steps
/// and looks at the clock after each: a clock that went back or far forward, or a machine that
/// slept, is noticed and said, and what is due is computed again.</summary>
public sealed class LiveLoop
{
    /// <summary>Beside the time that passed, the clock may move so far without being remarked on:
    /// what time servers correct.</summary>
    public static readonly TimeSpan JumpLimit = TimeSpan.FromMinutes(2);

    private readonly LiveContext _context;
    private readonly Func<TimeSpan, CancellationToken, Task> _wait;
    private readonly TimeSpan _step;

    /// <param name="context">What it works with.</param>
    /// <param name="wait">How to wait; null for the clock's own timers.</param>
    /// <param name="step">The longest wait at once; a minute where nothing is said.</param>
    public LiveLoop(LiveContext context, Func<TimeSpan, CancellationToken, Task>? wait = null, TimeSpan? step = null)
    {
        _context = context;
        _wait = wait ?? ((span, cancellation) => Task.Delay(span, context.Time, cancellation));
        _step = step ?? TimeSpan.FromMinutes(1);
    }

    /// <summary>Runs until it is cancelled, and then returns.</summary>
    /// <exception cref="PloutosException">Another process does the daily run of this workspace.</exception>
    public async Task RunAsync(IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        using ProcessLock held = DailyRunLock.Take(_context.Workspace, _context.Time);
        var daily = new DailyRun(_context);
        try
        {
            while (true)
            {
                LiveRun run = await daily.RunAsync(progress, cancellation).ConfigureAwait(false);
                DateTimeOffset next = run.NextAt!.Value;
                progress?.Report(new Note($"Next: {next:yyyy-MM-dd HH:mm} UTC."));
                await UntilAsync(next, progress, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            progress?.Report(new Note("The daily run is stopped; what was made is stored."));
        }
    }

    private async Task UntilAsync(
        DateTimeOffset next,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        TimeProvider time = _context.Time;
        for (DateTimeOffset now = time.GetUtcNow(); now < next; now = time.GetUtcNow())
        {
            TimeSpan left = next - now;
            long began = time.GetTimestamp();
            await _wait(left < _step ? left : _step, cancellation).ConfigureAwait(false);
            TimeSpan jump = time.GetUtcNow() - now - time.GetElapsedTime(began);
            if (jump.Duration() <= JumpLimit)
                continue;
            string text =
                $"The clock went {(jump < TimeSpan.Zero ? "back" : "forward")} by {jump.Duration():d\\.hh\\:mm\\:ss} "
                + "beside the time that passed: "
                + $"it says {time.GetUtcNow():u}. What is due is computed again.";
            progress?.Report(new Note(text, IsWarning: true));
            foreach (ILiveObserver observer in _context.Observers)
            {
                try
                {
                    await observer
                        .OnEventAsync(new ClockJumped(time.GetUtcNow(), text, jump), cancellation)
                        .ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    progress?.Report(new Note($"{observer.Name} failed at an event: {e.Message}", IsWarning: true));
                }
            }

            return;
        }
    }
}
