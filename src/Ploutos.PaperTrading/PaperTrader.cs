using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>A day of paper trading: take over what the broker did, reconcile, value the account,
/// decide, order. Every step is stored before the next begins and may be run again, so that a day
/// that was broken off is finished by running it once more.</summary>
public sealed class PaperTrader(
    Book book,
    IBroker broker,
    PaperPlan plan,
    PaperOptions options,
    KillSwitch killSwitch,
    TimeProvider time
)
{
    private readonly FillSync _sync = new(book, broker);
    private readonly Reconciliation _reconciliation = new(book, broker);
    private readonly WaitingOrders _waiting = new(book, broker, plan);
    private readonly PaperDayRecord _record = new(book);

    /// <summary>Runs the close of a market's day.</summary>
    /// <param name="market">The market of the signals.</param>
    /// <param name="day">The day whose signals are known.</param>
    /// <param name="signals">Signal by ticker; a ticker without keeps its target.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public async Task<PaperRun> RunAsync(
        ExchangeCalendar market,
        DateOnly day,
        IReadOnlyDictionary<string, string> signals,
        CancellationToken cancellation
    )
    {
        if (book.LastDayOf(market) is { } last && last > day)
            return PaperDayRecord.Passed(day, last);
        IReadOnlyList<PaperOrder> fills = await CatchUpAsync(market, day, forget: false, cancellation)
            .ConfigureAwait(false);
        PaperReconciliation found = await _reconciliation
            .CompareAsync(Roundings(fills), day, cancellation)
            .ConfigureAwait(false);
        SetTargets(day, signals);
        var account = new PaperAccountState(
            plan.Equity(book.Cash(), book.Positions(), market.FinishedAt(day)),
            fills,
            found,
            plan.MarketOf
        );
        if (await RefusalAsync(found, cancellation).ConfigureAwait(false) is { } refusal)
            return _record.Close(market, day, PaperOutcome.Refused, refusal, account, []);
        StopAfterLoss(market, day, account.Equity);
        if (killSwitch.IsSet)
        {
            IReadOnlyList<string> cancelled = await _waiting.CancelAsync(day, null, cancellation).ConfigureAwait(false);
            string stopped =
                $"No order is given: paper trading is stopped ({killSwitch.Read().Reason ?? "no reason given"}) until"
                + $" it is resumed.";
            return _record.Close(market, day, PaperOutcome.Stopped, stopped, account, cancelled);
        }

        if (
            !ExchangeClock.IsInTime(market, day, time.GetUtcNow())
            || (await broker.ClockAsync(cancellation).ConfigureAwait(false)).IsOpen
        )
        {
            string late =
                $"No order is given: the open after {day:yyyy-MM-dd} has passed, so its signals can't be traded any"
                + $" more.";
            return _record.Close(market, day, PaperOutcome.Late, late, account, []);
        }

        return await OrderAsync(market, day, account, cancellation).ConfigureAwait(false);
    }

    /// <summary>Why no order may be given whatever the signals are; null where nothing forbids it.</summary>
    private async Task<string?> RefusalAsync(PaperReconciliation found, CancellationToken cancellation)
    {
        if (!found.Agrees)
            return $"No order is given while the book and the broker differ: {Reconciliation.Sentence(found)}. Look"
                + $" into it, or take the broker's account over as it is.";
        BrokerAccount account = await broker.AccountAsync(cancellation).ConfigureAwait(false);
        return account.Blocked is { } blocked ? $"No order is given: the broker says that {blocked}." : null;
    }

    /// <summary>Brings the account to a day and the book to the account; opens both at first.</summary>
    public async Task<IReadOnlyList<PaperOrder>> CatchUpAsync(
        ExchangeCalendar market,
        DateOnly day,
        bool forget,
        CancellationToken cancellation
    )
    {
        await broker.PrepareAsync(market, day, cancellation).ConfigureAwait(false);
        if (book.Opened() is not { } opened)
            await OpenAsync(day, cancellation).ConfigureAwait(false);
        else if (opened.Broker != broker.Name)
            throw new PloutosException(
                Fault.Failed,
                $"The book in data/paper.db belongs to the {opened.Broker} broker, but paper.json names "
                    + $"{broker.Name}. Name {opened.Broker} again, or move data/paper.db away to begin a new book."
            );
        else if (await RenamedAsync(opened.Account, cancellation).ConfigureAwait(false) is { } other)
            throw new PloutosException(
                Fault.Failed,
                $"The book in data/paper.db is of the account '{opened.Account}', but paper.json makes it '{other}':"
                    + " an account keeps its currency. Set currency as it was, or move data/paper.db and"
                    + " data/paper-account.db away to begin a new one."
            );
        return await _sync.RunAsync(day, lapse: true, forget, cancellation).ConfigureAwait(false);
    }

    /// <summary>The name of the embedded account where it is not the book's; null where it is. Other brokers
    /// tell their accounts apart themselves.</summary>
    private async Task<string?> RenamedAsync(string account, CancellationToken cancellation)
    {
        if (broker.Name != "embedded")
            return null;
        string name = (await broker.AccountAsync(cancellation).ConfigureAwait(false)).Id;
        return name == account ? null : name;
    }

    /// <summary>Cancels what is open at the broker, whatever the market, and takes over what came of
    /// it.</summary>
    public Task<IReadOnlyList<string>> CancelOpenAsync(DateOnly day, CancellationToken cancellation) =>
        _waiting.CancelAsync(day, null, cancellation);

    private async Task OpenAsync(DateOnly day, CancellationToken cancellation)
    {
        BrokerAccount account = await broker.AccountAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<BrokerActivity> before = await broker.ActivitiesAsync(day, cancellation).ConfigureAwait(false);
        book.Transact(() =>
        {
            book.Open(broker.Name, account.Id, day);
            book.Append(
                new()
                {
                    Day = day,
                    Kind = "opening",
                    Reference = "opening",
                    Ticker = null,
                    Shares = 0,
                    Cash = account.Cash,
                    Detail = $"cash of the {broker.Name} account {account.Id}",
                }
            );
            foreach (BrokerActivity a in before) // is in the opening cash already
                book.Append(
                    new()
                    {
                        Day = a.Day,
                        Kind = "before",
                        Reference = FillSync.Reference(a),
                        Ticker = null,
                        Shares = 0,
                        Cash = 0,
                        Detail = a.Detail,
                    }
                );
        });
    }

    private async Task<PaperRun> OrderAsync(
        ExchangeCalendar market,
        DateOnly day,
        PaperAccountState account,
        CancellationToken cancellation
    )
    {
        if (book.Plan(market, day) is not { Outcome: PaperOutcome.Traded })
        {
            var notes = new List<string>(await _waiting.CancelAsync(day, market, cancellation).ConfigureAwait(false));
            (decimal cash, IReadOnlyDictionary<string, decimal> positions) = _waiting.Expected(market, day);
            (Dictionary<string, decimal> orders, List<string> cut) = plan.Decide(
                market,
                day,
                cash,
                positions,
                book.Targets(),
                account.Equity
            );
            book.Transact(() =>
            {
                book.SetPlan(
                    new(
                        day,
                        book.Cash(),
                        account.Equity,
                        PaperOutcome.Traded,
                        $"{orders.Count} orders",
                        [.. notes, .. cut]
                    )
                    {
                        Market = market.Mic,
                    }
                );
                foreach (
                    (string ticker, decimal shares) in orders
                        .OrderBy(o => o.Value > 0)
                        .ThenBy(o => o.Key, StringComparer.Ordinal)
                )
                    book.Add(new(ClientId(day, ticker), ticker, shares, day));
            });
        }

        foreach (
            BookOrder planned in account.OrdersOf(book, market, day).Where(o => o.State == PaperOrderState.Planned)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            _sync.Take(planned, await broker.SubmitAsync(planned.Ticket, cancellation).ConfigureAwait(false), day);
        }

        PlannedDay decided = book.Plan(market, day)!;
        List<BookOrder> given = account.OrdersOf(book, market, day);
        int refused = given.Count(o => o.State == PaperOrderState.Rejected);
        string detail =
            given.Count == 0
                ? "No order is needed: the account is where the signals want it."
                : $"{given.Count} orders given for the next"
                    + $" open{(refused > 0 ? $", {refused} of them refused by the broker" : "")}.";
        return _record.Close(
            market,
            day,
            PaperOutcome.Traded,
            detail,
            account with
            {
                Equity = decided.Equity,
            },
            decided.Notes
        );
    }

    /// <summary>Takes signals for targets; a ticker without keeps the one it has.</summary>
    public void SetTargets(DateOnly day, IReadOnlyDictionary<string, string> signals) =>
        book.Transact(() =>
        {
            foreach ((string ticker, string signal) in signals)
                book.SetTarget(ticker, day, options.Targets.GetValueOrDefault(signal), signal);
        });

    private void StopAfterLoss(ExchangeCalendar market, DateOnly day, decimal equity)
    {
        // A day that was looked at before is not looked at again: whoever has resumed since knows
        // of its loss.
        if (book.Plan(market, day) is not null || book.PlanBefore(day) is not { Equity: > 0 } before)
            return;
        decimal loss = (before.Equity + book.PaidInAfter(before.Day) - equity) / before.Equity;
        if (loss > (decimal)options.MaxDailyLoss)
        {
            killSwitch.Set(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the account lost {100 * loss:0.00} % from {before.Day:yyyy-MM-dd} to {day:yyyy-MM-dd}, more than"
                        + $" the {100 * options.MaxDailyLoss:0.##} % of max_daily_loss"
                )
            );
        }
    }

    private int Roundings(IReadOnlyList<PaperOrder> fills) => broker.TellsMeanPrices ? fills.Count : 0;

    private static string ClientId(DateOnly day, string ticker) => $"ploutos-{day:yyyyMMdd}-{ticker}";
}
