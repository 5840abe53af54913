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

    /// <summary>Runs the close of a day of New York with its signals.</summary>
    public Task<PaperRun> RunAsync(
        DateOnly day,
        IReadOnlyDictionary<string, string> signals,
        CancellationToken cancellation
    ) => RunAsync(ExchangeCalendars.NewYork, day, signals, cancellation);

    /// <summary>Runs the close of a market's day with its signals.</summary>
    /// <param name="market">The market of all of the signals.</param>
    /// <param name="day">The day.</param>
    /// <param name="signals">Signal by ticker.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public async Task<PaperRun> RunAsync(
        ExchangeCalendar market,
        DateOnly day,
        IReadOnlyDictionary<string, string> signals,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(market);
        if (market != ExchangeCalendars.NewYork && PaperFile.Read(workspace.PaperFile).Broker == "alpaca")
            return PaperDayRecord.Nothing(
                day,
                $"Alpaca trades New York's tickers; those of {market.Mic} are not traded."
            );
        using PaperSession session = Open();
        PaperRun run = await session.Trader.RunAsync(market, day, signals, cancellation).ConfigureAwait(false);
        PaperTelemetry.Count(run);
        return run;
    }

    /// <summary>Keeps signals of a day whose other signals are still to come.</summary>
    public void Remember(DateOnly day, IReadOnlyDictionary<string, string> signals)
    {
        using PaperSession session = Open();
        session.Trader.SetTargets(day, signals);
    }

    /// <summary>Runs the newest day of each market that has signals, in the order of their closes.</summary>
    /// <param name="newest">The newest signals of each market.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The run of the last close; its notes tell of the others.</returns>
    public PaperRun RunOnce(Func<IReadOnlyList<MarketSignals>> newest, CancellationToken cancellation) =>
        Translate(async () =>
        {
            MarketSignals[] days = [.. newest().OrderBy(m => m.Market.FinishedAt(m.Day))];
            if (days.Length == 0)
                throw new PloutosException(
                    Fault.NotMadeYet,
                    "There are no signals to trade yet. The daily run makes them."
                )
                {
                    Remedies = [new RunDaily()],
                };
            var earlier = new List<string>();
            for (int i = 0; ; i++)
            {
                PaperRun run = await RunAsync(days[i].Market, days[i].Day, days[i].Signals, cancellation)
                    .ConfigureAwait(false);
                if (i == days.Length - 1)
                    return run with { Notes = [.. earlier, .. run.Notes] };
                earlier.Add($"{days[i].Market.Mic}, {run.Day:yyyy-MM-dd} {StateName.Of(run.Outcome)}: {run.Detail}");
            }
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
            PlannedDay? last = session.Book.LastPlans(1) is [var newest] ? newest : null;
            DateOnly day = last?.Day ?? Today();
            IReadOnlyList<PaperOrder> fills = await session
                .Trader.CatchUpAsync(last?.Calendar ?? ExchangeCalendars.NewYork, day, forget: accept, cancellation)
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
                        Equity = session.Plan.Equity(session.Book.Cash(), session.Book.Positions(), valued.ClosedAt),
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
                Currency = options.Currency,
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
        List<PlannedDay> days = book.LastDates(ShownDays);
        PlannedDay? last = book.LastPlans(1).FirstOrDefault();
        SortedDictionary<string, decimal> held = book.Positions();
        Dictionary<string, decimal> closes = session.Plan.Closes(held.Keys, last?.ClosedAt ?? time.GetUtcNow());
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
            Currency = options.Currency,
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
