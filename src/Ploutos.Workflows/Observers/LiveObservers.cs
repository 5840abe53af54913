using Ploutos.Alerts;
using Ploutos.Signals.Daily;
using Ploutos.Workflows.Parts;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Observers;

/// <summary>Who is told of what the daily run does. A new observer is one class and one line
/// here.</summary>
internal static class LiveObservers
{
    /// <summary>The observers of a workspace, in the order in which they are told. Those that can
    /// be disposed of hold files open.</summary>
    public static IReadOnlyList<ILiveObserver> Of(WorkspaceFolder workspace, TimeProvider time, OwnParts? own = null)
    {
        own ??= new();
        var alerts = new AlertObserver(new AlertWorkflow(workspace, time, own.AlertChannels.All).OpenQueue(), time);
        return
        [
            new LogObserver(workspace),
            new PaperObserver(workspace, time, alerts.OnPaperAsync, own.Brokers.All),
            alerts,
        ];
    }

    /// <summary>Lets go of what observers hold open: files, and alerts that are still on their way
    /// and stay in their outbox.</summary>
    public static void Release(IEnumerable<ILiveObserver> observers)
    {
        foreach (IDisposable observer in observers.OfType<IDisposable>())
            observer.Dispose();
    }
}
