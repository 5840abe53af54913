using Ploutos.PaperTrading.Brokers;

namespace Ploutos.PaperTrading;

/// <summary>An order as the book has it.</summary>
public sealed record BookOrder
{
    /// <summary>The book's own id, which the broker repeats.</summary>
    public required string ClientId { get; init; }

    /// <summary>The day of the signals.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What is traded.</summary>
    public required string Ticker { get; init; }

    /// <summary>Shares ordered; below 0 for a sale.</summary>
    public required decimal Shares { get; init; }

    /// <summary>Where the order stands.</summary>
    public required PaperOrderState State { get; init; }

    /// <summary>Shares filled so far, with the sign of the order.</summary>
    public required decimal FilledShares { get; init; }

    /// <summary>Mean price of the filled shares; 0 while nothing is filled.</summary>
    public required decimal FilledPrice { get; init; }

    /// <summary>What the fills moved in cash.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Why it was refused or ended; null where it was not.</summary>
    public required string? Reason { get; init; }

    /// <summary>What the broker is asked for.</summary>
    public OrderTicket Ticket => new(ClientId, Ticker, Shares, Day);

    /// <summary>The order for a report; its price is null while nothing is filled.</summary>
    public PaperOrder Shown =>
        new()
        {
            ClientId = ClientId,
            Day = Day,
            Ticker = Ticker,
            Shares = Shares,
            State = State,
            FilledShares = FilledShares,
            FilledPrice = FilledShares == 0 ? null : FilledPrice,
            Reason = Reason,
        };
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
