using Ploutos.Signals.Daily;
using Ploutos.Signals.History;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Storage;
using Ploutos.Workflows.Backup;
using Ploutos.Workflows.Errors;
using Ploutos.Workflows.Observers;
using Ploutos.Workflows.Views;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows;

internal sealed partial class PloutosWorkflows
{
    public LiveRun LiveOnce(LiveRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        Write(() =>
        {
            LiveContext context = Context(request);
            try
            {
                using ProcessLock held = DailyRunLock.Take(workspace, time);
                return new DailyRun(context).RunAsync(progress, cancellation).GetAwaiter().GetResult();
            }
            finally
            {
                LiveObservers.Release(context.Observers);
            }
        });

    public Task LiveAsync(LiveRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        (LiveContext context, IDisposable? use) = UserErrors.Translate(() =>
        {
            IDisposable? entered = WorkspaceUse.Enter(workspace, time, writes: true);
            return (Context(request), entered);
        });
        return Task.Run(
            async () => // a run works long before it first waits
            {
                using IDisposable? held = use;
                try
                {
                    await new LiveLoop(context).RunAsync(progress, cancellation).ConfigureAwait(false);
                }
                finally
                {
                    LiveObservers.Release(context.Observers);
                }
            },
            CancellationToken.None
        );
    }

    public IReadOnlyList<StoredSignal> SignalHistory(string? ticker, DateOnly? firstDay, DateOnly? lastDay) =>
        Read(() =>
        {
            if (!File.Exists(SignalStore.PathOf(workspace)))
                return [];
            using SignalStore signals = SignalStore.Open(workspace);
            return signals.History(ticker is null ? null : TickerNames.Parse(ticker), firstDay, lastDay);
        });

    public IReadOnlyList<SignalRow> Signals(SignalQuery query) =>
        Read(() =>
            (IReadOnlyList<SignalRow>)[.. new SignalsWorkflow(workspace, time).List(query).Select(SignalRow.Of)]
        );

    public int ExportSignals(SignalExportRequest request) =>
        Read(() => new SignalsWorkflow(workspace, time).Export(request));

    public TrackHistory Track() => Read(new TrackWorkflow(workspace, time).Run);

    public LiveStatus Status() => Read(new StatusWorkflow(workspace, time).Run);

    public ChainReport Verify(CancellationToken cancellation) =>
        Read(() => new ChainVerification(workspace).Run(cancellation, BackupHeads.Newest(workspace)));

    public ReplayReport Replay(
        ReplayRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Read(() => new ReplayWorkflow(workspace, time).Run(request, progress, cancellation));

    private LiveContext Context(LiveRequest request)
    {
        workspace.EnsureWritable();
        if (request.Watchlist is { } names)
            new Watchlist(workspace).Keep(names);
        return new(workspace, time, sources, request, LiveObservers.Of(workspace, time, own));
    }
}
