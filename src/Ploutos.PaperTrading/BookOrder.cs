namespace Ploutos.PaperTrading;

/// <summary>An order as the book has it.</summary>
public sealed record BookOrder(
    string ClientId,
    DateOnly Day,
    string Ticker,
    decimal Shares,
    string State,
    decimal FilledShares,
    decimal FilledPrice,
    decimal Cash,
    string? Reason
)
{
    public OrderTicket Ticket => new(ClientId, Ticker, Shares, Day);

    public PaperOrder Shown =>
        new(ClientId, Day, Ticker, Shares, State, FilledShares, FilledShares == 0 ? null : FilledPrice, Reason);
}

/// <summary>The states of an order in words; two of them only the book knows.</summary>
internal static class OrderStates
{
    /// <summary>Decided, but not known to have reached the broker.</summary>
    public const string Planned = "planned";

    public const string Open = "open",
        PartlyFilled = "partly filled";

    /// <summary>Decided, but its time passed before it reached the broker.</summary>
    public const string Lapsed = "lapsed";

    public static string Of(OrderState state) =>
        state switch
        {
            OrderState.Open => Open,
            OrderState.PartlyFilled => PartlyFilled,
            OrderState.Filled => "filled",
            OrderState.Ended => "ended",
            _ => "rejected",
        };
}
