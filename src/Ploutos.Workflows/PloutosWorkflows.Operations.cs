using Ploutos.Alerts;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading;
using Ploutos.Signals.Ledger;
using Ploutos.Workflows.Backup;
using Ploutos.Workflows.Errors;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows;

internal sealed partial class PloutosWorkflows
{
    public BackupResult Backup(
        BackupRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Write(() => new BackupWorkflow(workspace, time).Backup(request, progress, cancellation));

    public RestoreResult Restore(
        RestoreRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => UserErrors.Translate(() => new RestoreWorkflow(workspace, time).Restore(request, progress, cancellation));

    public AlertOverview Alerts() => Read(AlertRoom.List);

    public IReadOnlyList<AlertTest> TestAlerts(CancellationToken cancellation) =>
        Write(() => AlertRoom.Test(cancellation));

    public PaperStatus PaperStatus() => Read(Paper.Status);

    public PaperHistory PaperHistory() => Read(Paper.History);

    public PaperRun PaperRun(CancellationToken cancellation) => Write(() => Paper.RunOnce(NewestSignals, cancellation));

    public PaperSwitch PaperStop(string? reason, CancellationToken cancellation) =>
        Write(() => Paper.Stop(reason, cancellation));

    public PaperSwitch PaperResume() => Write(Paper.Resume);

    public PaperReconciliation PaperReconcile(bool accept, CancellationToken cancellation) =>
        Write(() => Paper.Reconcile(accept, cancellation));

    private AlertWorkflow AlertRoom => new(workspace, time, own.AlertChannels.All);

    private PaperWorkflow Paper => new(workspace, time, own: own.Brokers.All);

    private const int LongestBreak = 14;

    /// <summary>The newest day of each market in the signal store, and its signals by ticker. A market whose
    /// newest day lies more than two weeks back is no more traded.</summary>
    private IReadOnlyList<MarketSignals> NewestSignals()
    {
        if (!File.Exists(SignalStore.PathOf(workspace)))
            return [];
        using SignalStore store = SignalStore.Open(workspace);
        IReadOnlyDictionary<string, DateOnly> days = store.LastDays();
        if (days.Count == 0)
            return [];
        DateOnly newest = days.Values.Max();
        return
        [
            .. store
                .History(null, newest.AddDays(-LongestBreak), newest)
                .GroupBy(s => s.Record.Exchange)
                .Select(market =>
                {
                    DateOnly day = market.Max(s => s.Record.AsOf);
                    return new MarketSignals(
                        (market.Key is null ? null : ExchangeCalendars.Find(market.Key)) ?? ExchangeCalendars.NewYork,
                        day,
                        market
                            .Where(s => s.Record.AsOf == day && s.Record.Signal is not null)
                            .ToDictionary(s => s.Record.Ticker, s => s.Record.Signal!)
                    );
                }),
        ];
    }
}
