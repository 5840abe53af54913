using Ploutos.Workflows.Living;

namespace Ploutos.Workflows.Alerting;

/// <summary>Raises alerts of what the daily run tells, where the workspace has an
/// <c>alerts.json</c>. Never waits for a receiver but at the end of a run, and there not
/// long.</summary>
internal sealed class AlertObserver(AlertDesk? desk, TimeProvider time) : ILiveObserver, IDisposable
{
    public string Name => "alerts";

    public Task OnSignalsAsync(LiveSignals signals, CancellationToken cancellation)
    {
        desk?.Raise(signals);
        return Task.CompletedTask;
    }

    public Task OnEventAsync(LiveEvent happened, CancellationToken cancellation)
    {
        desk?.Raise(AlertText.Of(happened));
        return desk is not null && happened is RunEnded { Run.Status: LiveRun.Done or LiveRun.Failed } ended
            ? desk.EndDayAsync(ended.Run.Day, cancellation)
            : Task.CompletedTask;
    }

    /// <summary>Tells of a paper run that did not go as it should.</summary>
    public Task OnPaperAsync(PaperRun run, CancellationToken cancellation)
    {
        desk?.Raise(AlertText.Of(run, time.GetUtcNow()));
        return Task.CompletedTask;
    }

    public void Dispose() => desk?.Dispose();
}
