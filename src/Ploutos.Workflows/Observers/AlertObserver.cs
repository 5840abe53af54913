using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;

namespace Ploutos.Workflows.Observers;

/// <summary>Raises alerts of what the daily run tells, where the workspace has an
/// <c>alerts.json</c>. Never waits for a receiver but at the end of a run, and there not
/// long.</summary>
internal sealed class AlertObserver(AlertQueue? queue, TimeProvider time) : ILiveObserver, IDisposable
{
    public string Name => "alerts";

    public Task OnSignalsAsync(LiveSignals signals, CancellationToken cancellation)
    {
        Dictionary<string, StoredSignal> byTicker = signals
            .Signals.Where(s => s.Record.Signal is not null)
            .ToDictionary(s => s.Record.Ticker);
        queue?.Raise(
            byTicker.Values.Select(s => new SeenSignal(s.Record.Ticker, s.Record.AsOf, s.Record.Signal!)),
            (seen, before) => AlertText.Of(byTicker[seen.Ticker], before)
        );
        return Task.CompletedTask;
    }

    public Task OnEventAsync(LiveEvent happened, CancellationToken cancellation)
    {
        queue?.Raise(AlertText.Of(happened));
        return
            queue is not null && happened is RunEnded { Run.Status: LiveRunStatus.Done or LiveRunStatus.Failed } ended
            ? queue.EndDayAsync(ended.Run.Day, cancellation)
            : Task.CompletedTask;
    }

    /// <summary>Tells of a paper run that did not go as it should.</summary>
    public Task OnPaperAsync(PaperRun run, CancellationToken cancellation)
    {
        queue?.Raise(AlertText.Of(run, time.GetUtcNow()));
        return Task.CompletedTask;
    }

    public void Dispose() => queue?.Dispose();
}
