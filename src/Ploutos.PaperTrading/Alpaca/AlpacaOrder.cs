using System.Globalization;
using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading.Alpaca;

/// <summary>Reads the orders of Alpaca's answers.</summary>
internal static class AlpacaOrder
{
    /// <summary>Reads an order and holds it against what was asked: another id, ticker, side or a
    /// fill beyond the order is nonsense.</summary>
    public static BrokerOrder Read(AlpacaJson o, OrderTicket asked)
    {
        string side = o.Text("side"),
            symbol = o.Text("symbol");
        decimal sign = side switch
        {
            "buy" => 1,
            "sell" or "sell_short" => -1,
            _ => throw o.Nonsense($"has the side '{side}'"),
        };
        decimal shares = sign * o.Number("qty"),
            filled = sign * (o.OptionalNumber("filled_qty") ?? 0),
            price = o.OptionalNumber("filled_avg_price") ?? 0;
        if (o.Text("client_order_id") != asked.ClientId)
            throw o.Nonsense($"is about another order than {asked.ClientId}");
        if (symbol != Symbol(asked.Ticker) || (asked.Shares != 0 && shares != asked.Shares))
            throw o.Nonsense(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is about {shares} {symbol} instead of {asked.Shares} {asked.Ticker}"
                )
            );
        if (filled * sign < 0 || Math.Abs(filled) > Math.Abs(shares) || (filled != 0 && price <= 0))
            throw o.Nonsense("reports a fill that can't be");
        OrderState state = StateOf(o, filled != 0);
        if (state == OrderState.Filled && filled != shares)
            throw o.Nonsense("is filled, but not whole");
        return new()
        {
            ClientId = asked.ClientId,
            Id = o.Text("id"),
            Ticker = asked.Ticker,
            Shares = shares,
            State = state,
            FilledShares = filled,
            FilledPrice = price,
            Cash = -Money.Cents(filled * price),
            Reason = state is OrderState.Ended or OrderState.Rejected
                ? o.OptionalText("reject_reason") ?? o.Text("status")
                : null,
        };
    }

    /// <summary>Alpaca writes classes of shares with a dot (BRK.B), the store perhaps with a
    /// dash.</summary>
    public static string Symbol(string ticker) => ticker.Replace('-', '.');

    private static OrderState StateOf(AlpacaJson o, bool hasFill) =>
        o.Text("status") switch
        {
            "filled" => OrderState.Filled,
            "rejected" => OrderState.Rejected,
            "canceled" or "expired" or "replaced" or "done_for_day" => OrderState.Ended,
            "new"
            or "accepted"
            or "pending_new"
            or "accepted_for_bidding"
            or "partially_filled"
            or "held"
            or "calculated"
            or "stopped"
            or "suspended"
            or "pending_cancel"
            or "pending_replace" => hasFill ? OrderState.PartlyFilled : OrderState.Open,
            var status => throw o.Nonsense($"has the status '{status}'"),
        };
}
