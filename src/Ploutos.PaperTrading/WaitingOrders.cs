using Ploutos.MarketData.Calendar;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading;

/// <summary>Orders of earlier days that are still open: most are cancelled before new ones are given; one
/// whose open has passed stays, and counts as filled.</summary>
internal sealed class WaitingOrders(Book book, IBroker broker, PaperPlan plan)
{
    private readonly FillSync _sync = new(book, broker);

    /// <summary>Cancels what is open at the broker, and takes over what came of it.</summary>
    /// <param name="day">The day that is being run.</param>
    /// <param name="market">Whose orders; null for every market's.</param>
    /// <param name="cancellation">Stops between two orders.</param>
    public async Task<IReadOnlyList<string>> CancelAsync(
        DateOnly day,
        ExchangeCalendar? market,
        CancellationToken cancellation
    )
    {
        var notes = new List<string>();
        List<BookOrder> orders = book.OpenOrders().FindAll(o => market is null || IsToBeCancelled(o, market, day));
        foreach (BookOrder known in orders.Where(o => o.State != PaperOrderState.Planned))
        {
            if (
                await broker.FindAsync(known.ClientId, known.Ticker, cancellation).ConfigureAwait(false)
                is not { IsFinal: false } open
            )
                continue;
            await broker.CancelAsync(open, cancellation).ConfigureAwait(false);
            if (await broker.FindAsync(known.ClientId, known.Ticker, cancellation).ConfigureAwait(false) is { } after)
                _sync.Take(known, after, day);
            notes.Add($"{known.Ticker}: the open order of {known.Day:yyyy-MM-dd} was cancelled");
        }

        foreach (BookOrder never in orders.Where(o => o.State == PaperOrderState.Planned))
            book.Update(
                never.ClientId,
                PaperOrderState.Lapsed,
                0,
                0,
                0,
                "paper trading was stopped before it reached the broker"
            );
        return notes;
    }

    private bool IsToBeCancelled(BookOrder order, ExchangeCalendar market, DateOnly day) =>
        plan.MarketOf(order.Ticker) == market && !IsBeingFilled(order, market, day);

    /// <summary>Whether the open that fills an order has passed, though its bar is not known yet.</summary>
    private static bool IsBeingFilled(BookOrder order, ExchangeCalendar market, DateOnly day) =>
        ExchangeClock.NeverShuts(market, day)
        && order.Day < day
        && order.State is PaperOrderState.Open or PaperOrderState.PartlyFilled;

    /// <summary>Cash and positions as they are when what is being filled is filled, at the last
    /// closes.</summary>
    public (decimal Cash, IReadOnlyDictionary<string, decimal> Positions) Expected(
        ExchangeCalendar market,
        DateOnly day
    )
    {
        (decimal cash, SortedDictionary<string, decimal> positions) = (book.Cash(), book.Positions());
        List<BookOrder> coming = book.OpenOrders()
            .FindAll(o => plan.MarketOf(o.Ticker) == market && IsBeingFilled(o, market, day));
        Dictionary<string, decimal> closes = plan.Closes(coming.Select(o => o.Ticker), market.FinishedAt(day));
        foreach (BookOrder order in coming)
        {
            decimal shares = order.Shares - order.FilledShares;
            positions[order.Ticker] = positions.GetValueOrDefault(order.Ticker) + shares;
            cash -= shares * closes.GetValueOrDefault(order.Ticker);
        }

        return (cash, positions);
    }
}
