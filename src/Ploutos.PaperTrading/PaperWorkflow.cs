using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Alpaca;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>The verbs of <c>ploutos paper</c>.</summary>
/// <param name="workspace">Where everything lies.</param>
/// <param name="time">The clock.</param>
/// <param name="alpaca">Alpaca's keys and address; those of the environment where null.</param>
/// <param name="own">Brokers in code, each opened for one session, by the name that <c>paper.json</c>
/// gives; null for none.</param>
public sealed class PaperWorkflow(
    WorkspaceFolder workspace,
    TimeProvider time,
    AlpacaSettings? alpaca = null,
    IReadOnlyDictionary<string, Func<IBroker>>? own = null
)
{
    private const int ShownDays = 30;

    /// <summary>The brokers that are built in.</summary>
    public static IReadOnlyList<string> Brokers => PaperFile.Brokers;

    /// <summary>Runs the close of a day with its signals.</summary>
    public async Task<PaperRun> RunAsync(
        DateOnly day,
        IReadOnlyDictionary<string, string> signals,
        CancellationToken cancellation
    )
    {
        using PaperSession session = Open();
        PaperRun run = await session.Trader.RunAsync(day, signals, cancellation).ConfigureAwait(false);
        PaperTelemetry.Count(run);
        return run;
    }

    /// <summary>Keeps signals of a day whose other signals are still to come.</summary>
    public void Remember(DateOnly day, IReadOnlyDictionary<string, string> signals)
    {
        using PaperSession session = Open();
        session.Trader.SetTargets(day, signals);
    }

    /// <summary>Runs the newest day that has signals.</summary>
    public PaperRun RunOnce(
        Func<(DateOnly Day, IReadOnlyDictionary<string, string> Signals)?> newest,
        CancellationToken cancellation
    ) =>
        Translate(() =>
        {
            (DateOnly day, IReadOnlyDictionary<string, string> signals) =
                newest()
                ?? throw new PloutosException(
                    Fault.NotMadeYet,
                    "There are no signals to trade yet. The daily run makes them."
                )
                {
                    Remedies = [new RunDaily()],
                };
            return RunAsync(day, signals, cancellation);
        });

    /// <summary>Sets the kill switch, then cancels what is open.</summary>
    public PaperSwitch Stop(string? reason, CancellationToken cancellation)
    {
        var killSwitch = new KillSwitch(workspace.PaperStop, time);
        // First of all: it must hold even where the broker can't be asked
        killSwitch.Set(reason ?? "stopped by the user");
        if (!File.Exists(workspace.PaperBook))
            return killSwitch.Read();
        try
        {
            return killSwitch.Read(
                Translate(async () =>
                {
                    using PaperSession session = Open();
                    return await session.Trader.CancelOpenAsync(Today(), cancellation).ConfigureAwait(false);
                })
            );
        }
        catch (PloutosException e)
        {
            return killSwitch.Read([$"No order will be given, but open ones could not be cancelled: {e.Message}"]);
        }
    }

    /// <summary>Releases the kill switch.</summary>
    public PaperSwitch Resume()
    {
        var killSwitch = new KillSwitch(workspace.PaperStop, time);
        killSwitch.Release();
        return killSwitch.Read();
    }

    /// <summary>Takes over what the broker did, and compares; takes the broker's account over as it
    /// is where asked to.</summary>
    public PaperReconciliation Reconcile(bool accept, CancellationToken cancellation) =>
        Translate(async () =>
        {
            using PaperSession session = Open();
            DateOnly day = session.Book.LastPlans(1) is [var last] ? last.Day : Today();
            IReadOnlyList<PaperOrder> fills = await session
                .Trader.CatchUpAsync(day, forget: accept, cancellation)
                .ConfigureAwait(false);
            var reconciliation = new Reconciliation(session.Book, session.Broker);
            if (!accept)
                return await reconciliation
                    .CompareAsync(session.Broker.TellsMeanPrices ? fills.Count : 0, day, cancellation)
                    .ConfigureAwait(false);
            PaperReconciliation accepted = await reconciliation.AcceptAsync(day, cancellation).ConfigureAwait(false);
            // What was accepted is no loss of the next day: the last valuation is reported again by the
            // positions of now.
            if (session.Book.LastPlans(1) is [var valued])
                session.Book.SetPlan(
                    valued with
                    {
                        Cash = session.Book.Cash(),
                        Equity = session.Plan.Equity(session.Book.Cash(), session.Book.Positions(), valued.Day),
                    }
                );
            return accepted;
        });

    /// <summary>The account as the book has it; asks no broker.</summary>
    public PaperStatus Status()
    {
        PaperSwitch killSwitch = new KillSwitch(workspace.PaperStop, time).Read();
        PaperOptions options = PaperFile.Read(workspace.PaperFile, own?.Keys);
        if (!File.Exists(workspace.PaperBook))
            return new()
            {
                Broker = options.Broker,
                LastDay = null,
                Cash = null,
                Equity = null,
                Return = null,
                Positions = [],
                OpenOrders = [],
                Days = [],
                Switch = killSwitch,
                LastRun = null,
            };
        using PaperSession session = Open(readOnly: true);
        Book book = session.Book;
        List<PlannedDay> days = book.LastPlans(ShownDays);
        PlannedDay? last = days.FirstOrDefault();
        SortedDictionary<string, decimal> held = book.Positions();
        Dictionary<string, decimal> closes = session.Plan.Closes(held.Keys, last?.Day ?? Today());
        PaperPosition[] positions =
        [
            .. held.Select(p =>
                closes.TryGetValue(p.Key, out decimal close)
                    ? new PaperPosition(p.Key, p.Value, close, Money.Cents(p.Value * close))
                    : new PaperPosition(p.Key, p.Value, null, null)
            ),
        ];
        decimal paidIn = book.OpeningCash() + book.PaidInAfter(DateOnly.MinValue);
        return new()
        {
            Broker = book.Opened()?.Broker ?? options.Broker,
            LastDay = last?.Day,
            Cash = book.Cash(),
            Equity = last?.Equity,
            Return = last is null || paidIn <= 0 ? null : (double)(last.Equity / paidIn) - 1,
            Positions = positions,
            OpenOrders = [.. book.OpenOrders().Select(o => o.Shown)],
            Days = [.. days.Select(d => new PaperDay(d.Day, d.Cash, d.Equity))],
            Switch = killSwitch,
            LastRun = last is null ? null : $"{last.Day:yyyy-MM-dd} {StateName.Of(last.Outcome)}: {last.Detail}",
        };
    }

    /// <summary>The account day by day, beside buy and hold; asks no broker.</summary>
    public PaperHistory History()
    {
        if (!File.Exists(workspace.PaperBook))
            return PaperHistory.Empty;
        using PaperSession session = Open(readOnly: true);
        return PaperHistory.Of(session.Book, session.Plan);
    }

    private DateOnly Today() => NewYorkTime.LastFinishedDay(time.GetUtcNow());

    /// <param name="readOnly">The broker is not asked, so that missing keys and another process
    /// don't matter.</param>
    private PaperSession Open(bool readOnly = false) =>
        new(workspace, time, readOnly ? new AlpacaSettings("none", "none") : alpaca, readOnly, own);

    private static T Translate<T>(Func<Task<T>> work)
    {
        try
        {
            return work().GetAwaiter().GetResult();
        }
        catch (BrokerException e)
        {
            throw new PloutosException(Fault.Failed, e.Message, e) { Remedies = e.Remedies };
        }
        catch (Exception e) when (e is MarketDataException or StorageException)
        {
            throw new PloutosException(Fault.Failed, e.Message, e);
        }
    }
}
