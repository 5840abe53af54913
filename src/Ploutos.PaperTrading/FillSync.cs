using System.Globalization;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>Takes over into the book what the broker did: fills of our orders, interest, dividends.
/// Telling the same twice changes nothing.</summary>
internal sealed class FillSync(Book book, IBroker broker)
{
    /// <summary>Asks for every order of which more may come, and for activities. Returns orders of
    /// which something was filled just now.</summary>
    /// <param name="day">The day that is being run.</param>
    /// <param name="lapse">Give up planned orders of earlier days that never reached the
    /// broker.</param>
    /// <param name="forget">Give up open orders, too, that the broker no longer knows, instead of
    /// refusing.</param>
    /// <param name="cancellation">Stops between two orders.</param>
    public async Task<IReadOnlyList<PaperOrder>> RunAsync(
        DateOnly day,
        bool lapse,
        bool forget,
        CancellationToken cancellation
    )
    {
        var filled = new List<PaperOrder>();
        foreach (BookOrder known in book.OpenOrders())
        {
            BrokerOrder? order = await broker
                .FindAsync(known.ClientId, known.Ticker, cancellation)
                .ConfigureAwait(false);
            if (order is not null && Take(known, order, day))
                filled.Add(book.OrdersOf(known.Day).Find(o => o.ClientId == known.ClientId)!.Shown);
            else if (order is null && known.State == PaperOrderState.Planned && lapse && known.Day < day)
                book.Update(
                    known.ClientId,
                    PaperOrderState.Lapsed,
                    0,
                    0,
                    0,
                    "it had not reached the broker when the next open had passed"
                );
            else if (order is null && forget)
                book.Update(
                    known.ClientId,
                    PaperOrderState.Lapsed,
                    known.FilledShares,
                    known.FilledPrice,
                    known.Cash,
                    "the broker no longer knows it"
                );
            else if (order is null && known.State != PaperOrderState.Planned)
                throw new BrokerException(
                    $"The {broker.Name} broker took the order {known.ClientId}, but no longer knows it. Look into the"
                        + $" account, then take it over as it is."
                )
                {
                    Remedies = [new AcceptAccount()],
                };
        }

        await TakeActivitiesAsync(cancellation).ConfigureAwait(false);
        return filled;
    }

    /// <summary>Takes over an order's state; says whether something was filled that the book did
    /// not know.</summary>
    public bool Take(BookOrder known, BrokerOrder order, DateOnly day)
    {
        decimal shares = order.FilledShares - known.FilledShares,
            cash = order.Cash - known.Cash;
        book.Transact(() =>
        {
            book.Update(
                known.ClientId,
                BookStates.Of(order.State),
                order.FilledShares,
                order.FilledPrice,
                order.Cash,
                order.Reason
            );
            if (shares != 0 || cash != 0)
            {
                book.Append(
                    new()
                    {
                        Day = day,
                        Kind = "fill",
                        Reference = $"{known.ClientId}#{Money.Text(order.FilledShares)}#{Money.Text(order.Cash)}",
                        Ticker = order.Ticker,
                        Shares = shares,
                        Cash = cash,
                        Detail = string.Create(
                            CultureInfo.InvariantCulture,
                            $"{order.FilledShares} of {order.Shares} at {order.FilledPrice}"
                        ),
                    }
                );
            }
        });
        return shares != 0;
    }

    private async Task TakeActivitiesAsync(CancellationToken cancellation)
    {
        if (book.Opened() is not { } opened)
            return;
        foreach (BrokerActivity a in await broker.ActivitiesAsync(opened.OpenedOn, cancellation).ConfigureAwait(false))
            book.Append(
                new()
                {
                    Day = a.Day,
                    Kind = a.Kind,
                    Reference = Reference(a),
                    Ticker = a.Shares == 0 ? null : a.Ticker,
                    Shares = a.Shares,
                    Cash = a.Cash,
                    Detail = a.Detail,
                }
            );
    }

    public static string Reference(BrokerActivity activity) => $"activity {activity.Id}";
}
