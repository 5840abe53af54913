using Ploutos.Signals.Daily;
using Ploutos.Signals.History;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Rooms;

/// <summary>The daily run, its status, and the checks of its record. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IDailyWorkflows
{
    /// <summary>Does the run that is due now, with every missed day before it, and returns.</summary>
    LiveRun LiveOnce(
        LiveRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Does each trading day's run at its time until it is cancelled; then returns. Only
    /// one process may do so on a workspace.</summary>
    /// <exception cref="PloutosException">Another process does so already; the message names
    /// it.</exception>
    Task LiveAsync(
        LiveRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>How the daily run is doing: last runs, age of the bars, drift, calibration,
    /// models.</summary>
    LiveStatus Status();

    /// <summary>How earlier forecasts came out, day by day, and the last runs.</summary>
    TrackHistory Track();

    /// <summary>Checks the chains of the signals, of the outcomes and of an earlier version's log.</summary>
    ChainReport Verify(CancellationToken cancellation = default);

    /// <summary>Runs recorded days again from what was known then, and compares.</summary>
    ReplayReport Replay(
        ReplayRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );
}
