using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading;

/// <summary>An order as the book has it.</summary>
public sealed record BookOrder(
    string ClientId,
    DateOnly Day,
    string Ticker,
    decimal Shares,
    PaperOrderState State,
    decimal FilledShares,
    decimal FilledPrice,
    decimal Cash,
    string? Reason
)
{
    /// <summary>What the broker is asked for.</summary>
    public OrderTicket Ticket => new(ClientId, Ticker, Shares, Day);

    /// <summary>The order for a report; its price is null while nothing is filled.</summary>
    public PaperOrder Shown =>
        new(ClientId, Day, Ticker, Shares, State, FilledShares, FilledShares == 0 ? null : FilledPrice, Reason);
}

/// <summary>What a broker's state is in the book.</summary>
internal static class BookStates
{
    public static PaperOrderState Of(OrderState state) =>
        state switch
        {
            OrderState.Open => PaperOrderState.Open,
            OrderState.PartlyFilled => PaperOrderState.PartlyFilled,
            OrderState.Filled => PaperOrderState.Filled,
            OrderState.Ended => PaperOrderState.Ended,
            _ => PaperOrderState.Rejected,
        };
}
