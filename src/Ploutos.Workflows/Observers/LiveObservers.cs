using Ploutos.Alerts;
using Ploutos.Signals.Daily;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Observers;

/// <summary>Who is told of what the daily run does. A new observer is one class and one line
/// here.</summary>
internal static class LiveObservers
{
    /// <summary>The observers of a workspace, in the order in which they are told. Those that can
    /// be disposed of hold files open.</summary>
    public static IReadOnlyList<ILiveObserver> Of(WorkspaceFolder workspace, TimeProvider time)
    {
        var alerts = new AlertObserver(new AlertWorkflow(workspace, time).OpenQueue(), time);
        return [new LogObserver(workspace), new PaperObserver(workspace, time, alerts.OnPaperAsync), alerts];
    }

    /// <summary>Lets go of what observers hold open: files, and alerts that are still on their way
    /// and stay in their outbox.</summary>
    public static void Release(IEnumerable<ILiveObserver> observers)
    {
        foreach (IDisposable observer in observers.OfType<IDisposable>())
            observer.Dispose();
    }
}
