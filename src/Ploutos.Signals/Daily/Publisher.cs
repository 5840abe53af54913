using Ploutos.Signals.Ledger;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>Hands stored signals to the observers. How far each was served is remembered afterwards,
/// so that a crash repeats a signal and never loses one.</summary>
internal sealed class Publisher(SignalStore signals, IReadOnlyList<ILiveObserver> observers)
{
    /// <summary>An observer failed and has signals yet to be told.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Lets new observers begin with the signals that come from now on.</summary>
    public void Begin()
    {
        long last = signals.LastSequence();
        foreach (string name in observers.Select(o => o.Name))
        {
            if (signals.Delivered(name) is null)
                signals.Deliver(name, last);
        }
    }

    /// <summary>Tells everything that was not told yet.</summary>
    /// <param name="isComplete">Whether every ticker of a market has its record of a day.</param>
    /// <param name="progress">Told of what failed.</param>
    /// <param name="cancellation">Stops between two tellings.</param>
    public async Task RunAsync(
        Func<DateOnly, string?, bool> isComplete,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        foreach (ILiveObserver observer in observers)
        {
            try
            {
                foreach (StoredSignal[] batch in Batches(signals.After(signals.Delivered(observer.Name) ?? 0)))
                {
                    await observer
                        .OnSignalsAsync(
                            new(
                                batch[0].Record.AsOf,
                                batch,
                                isComplete(batch[0].Record.AsOf, batch[0].Record.Exchange)
                            ),
                            cancellation
                        )
                        .ConfigureAwait(false);
                    signals.Deliver(observer.Name, batch[^1].Sequence);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                IsBehind = true;
                progress?.Report(
                    new Note($"{observer.Name} failed and gets the same again later: {e.Message}", IsWarning: true)
                );
            }
        }
    }

    /// <summary>Tells of an event, once.</summary>
    public async Task TellAsync(LiveEvent happened, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        foreach (ILiveObserver observer in observers)
        {
            try
            {
                await observer.OnEventAsync(happened, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                progress?.Report(new Note($"{observer.Name} failed at an event: {e.Message}", IsWarning: true));
            }
        }
    }

    /// <summary>Runs of one day of one market, in the chain's order.</summary>
    private static IEnumerable<StoredSignal[]> Batches(IReadOnlyList<StoredSignal> fresh)
    {
        for (int start = 0, end; start < fresh.Count; start = end)
        {
            for (end = start + 1; end < fresh.Count && IsOfSameDay(fresh[end].Record, fresh[start].Record);)
                end++;
            yield return [.. fresh.Skip(start).Take(end - start)];
        }
    }

    private static bool IsOfSameDay(SignalRecord one, SignalRecord other) =>
        one.AsOf == other.AsOf && one.Exchange == other.Exchange;
}
