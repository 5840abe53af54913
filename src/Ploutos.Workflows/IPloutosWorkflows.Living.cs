using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Ledger;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows;

public partial interface IPloutosWorkflows
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

    /// <summary>Signals of the record, the daily run's and predictions', by day and ticker, with what
    /// became of the daily run's.</summary>
    IReadOnlyList<SignalRow> Signals(SignalQuery query);

    /// <summary>Writes signals of the record to a file and returns how many. A file that exists is
    /// left alone unless the request says otherwise.</summary>
    int ExportSignals(SignalExportRequest request);

    /// <summary>The daily run's signals, by day and ticker, with what became of them.</summary>
    IReadOnlyList<StoredSignal> SignalHistory(
        string? ticker = null,
        DateOnly? firstDay = null,
        DateOnly? lastDay = null
    );

    /// <summary>How the daily run is doing: last runs, age of the bars, drift, calibration,
    /// models.</summary>
    LiveStatus Status();

    /// <summary>Checks the chains of the signals, of the outcomes and of an earlier version's log.</summary>
    ChainReport Verify(CancellationToken cancellation = default);

    /// <summary>Runs recorded days again from what was known then, and compares.</summary>
    ReplayReport Replay(
        ReplayRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );
}
