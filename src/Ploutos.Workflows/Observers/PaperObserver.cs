using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Observers;

/// <summary>Trades the daily run's signals on paper, where the workspace has a <c>paper.json</c>.</summary>
/// <param name="workspace">Where everything lies.</param>
/// <param name="time">The clock.</param>
/// <param name="tell">Told of each run, for alerts.</param>
/// <param name="own">Brokers in code; null for none.</param>
internal sealed class PaperObserver(
    WorkspaceFolder workspace,
    TimeProvider time,
    Func<PaperRun, CancellationToken, Task>? tell = null,
    IReadOnlyDictionary<string, Func<IBroker>>? own = null
) : ILiveObserver
{
    public string Name => "paper";

    public async Task OnSignalsAsync(LiveSignals signals, CancellationToken cancellation)
    {
        if (!File.Exists(workspace.PaperFile))
            return;
        // What is told at once is of one day of one market.
        ExchangeCalendar market =
            (signals.Signals[0].Record.Exchange is { } mic ? ExchangeCalendars.Find(mic) : null)
            ?? ExchangeCalendars.NewYork;
        var byTicker = new Dictionary<string, string>();
        foreach (StoredSignal signal in signals.Signals)
            if (signal.Record.Signal is { } text)
                byTicker[signal.Record.Ticker] = text;
        var paper = new PaperWorkflow(workspace, time, own: own);
        if (!signals.IsComplete)
        {
            paper.Remember(signals.Day, byTicker);
            return;
        }

        try
        {
            await TellAsync(
                    await paper.RunAsync(market, signals.Day, byTicker, cancellation).ConfigureAwait(false),
                    cancellation
                )
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is BrokerException or PloutosException or StorageException or MarketDataException)
        {
            await TellAsync(
                    new()
                    {
                        Day = signals.Day,
                        Outcome = PaperOutcome.Refused,
                        Detail = e.Message,
                        Cash = null,
                        Equity = null,
                        Orders = [],
                        Fills = [],
                        Notes = [],
                        Reconciliation = null,
                    },
                    cancellation
                )
                .ConfigureAwait(false);
            throw; // the signals are told again later, and the day is finished then
        }
    }

    public Task OnEventAsync(LiveEvent happened, CancellationToken cancellation) => Task.CompletedTask;

    private Task TellAsync(PaperRun run, CancellationToken cancellation) =>
        tell?.Invoke(run, cancellation) ?? Task.CompletedTask;
}
