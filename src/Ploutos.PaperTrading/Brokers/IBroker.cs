using Ploutos.MarketData.Calendar;

namespace Ploutos.PaperTrading.Brokers;

/// <summary>Who keeps a paper account and fills its orders. Money is decimal, whole cents where it
/// is cash.</summary>
public interface IBroker
{
    /// <summary>embedded, alpaca, or the name of one in code.</summary>
    string Name { get; }

    /// <summary>The cash of a fill is our product of shares and a mean price that the broker
    /// rounded; it may be off by a cent.</summary>
    bool TellsMeanPrices { get; }

    /// <summary>Brings the account to the close of a market's day. A broker on the network is there
    /// already.</summary>
    Task PrepareAsync(ExchangeCalendar market, DateOnly day, CancellationToken cancellation);

    /// <summary>Cash, and whether the account may trade.</summary>
    Task<BrokerAccount> AccountAsync(CancellationToken cancellation);

    /// <summary>Whether the broker says that orders would be filled now. One that goes by the calendars says
    /// no.</summary>
    Task<BrokerClock> ClockAsync(CancellationToken cancellation);

    /// <summary>What the account holds.</summary>
    Task<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellation);

    /// <summary>Gives an order for the next open. The same <see cref="OrderTicket.ClientId"/> given
    /// twice is one order.</summary>
    Task<BrokerOrder> SubmitAsync(OrderTicket ticket, CancellationToken cancellation);

    /// <summary>The order for a ticker that was given under an id; null where the broker knows
    /// none.</summary>
    Task<BrokerOrder?> FindAsync(string clientId, string ticker, CancellationToken cancellation);

    /// <summary>Asks for an open order to be cancelled. What it filled before stays.</summary>
    Task CancelAsync(BrokerOrder order, CancellationToken cancellation);

    /// <summary>Changes of cash or shares since a day (included) that no order made: interest,
    /// fees, dividends, pay-outs.</summary>
    Task<IReadOnlyList<BrokerActivity>> ActivitiesAsync(DateOnly since, CancellationToken cancellation);
}

/// <summary>An account.</summary>
/// <param name="Id">The broker's name of it.</param>
/// <param name="Cash">Money, in cents exactly.</param>
/// <param name="Blocked">Why it may not trade; null where it may.</param>
public sealed record BrokerAccount(string Id, decimal Cash, string? Blocked = null);

/// <summary>The exchange's clock.</summary>
/// <param name="IsOpen">Orders given now would be filled now.</param>
/// <param name="NextOpen">When orders given now are filled, where it is known.</param>
public sealed record BrokerClock(bool IsOpen, DateTimeOffset? NextOpen = null);

/// <summary>Shares of one ticker; below 0 sold short.</summary>
public sealed record BrokerPosition(string Ticker, decimal Shares);

/// <summary>An order to give.</summary>
/// <param name="ClientId">Our id of it: the same for the same day, ticker and purpose, whenever it
/// is made.</param>
/// <param name="Ticker">What to trade.</param>
/// <param name="Shares">Bought (above 0) or sold.</param>
/// <param name="Day">The day at whose close it was decided.</param>
public sealed record OrderTicket(string ClientId, string Ticker, decimal Shares, DateOnly Day);

/// <summary>How far an order is.</summary>
public enum OrderState
{
    /// <summary>Accepted, nothing filled yet.</summary>
    Open,

    /// <summary>Filled in part, and still open.</summary>
    PartlyFilled,

    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Ended before it was filled whole: cancelled, expired.</summary>
    Ended,

    /// <summary>Refused by the broker.</summary>
    Rejected,
}

/// <summary>An order as the broker knows it.</summary>
public sealed record BrokerOrder
{
    /// <summary>Our id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The broker's.</summary>
    public required string Id { get; init; }

    /// <summary>What is traded.</summary>
    public required string Ticker { get; init; }

    /// <summary>Ordered; below 0 sold.</summary>
    public required decimal Shares { get; init; }

    /// <summary>How far it is.</summary>
    public required OrderState State { get; init; }

    /// <summary>Filled so far, with the sign of <see cref="Shares"/>.</summary>
    public required decimal FilledShares { get; init; }

    /// <summary>Mean price of what was filled.</summary>
    public required decimal FilledPrice { get; init; }

    /// <summary>What the fills did to the cash, commission included: below 0 for a
    /// purchase.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Why it was refused or ended, where the broker says so.</summary>
    public string? Reason { get; init; }

    /// <summary>Nothing more will come of it.</summary>
    public bool IsFinal => State is OrderState.Filled or OrderState.Ended or OrderState.Rejected;
}

/// <summary>A change of the account that no order made.</summary>
public sealed record BrokerActivity
{
    /// <summary>The broker's id of it, never used twice.</summary>
    public required string Id { get; init; }

    /// <summary>Its day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>interest, dividend, fee, pay-out, rescaled ...</summary>
    public required string Kind { get; init; }

    /// <summary>Whose shares; null for cash alone.</summary>
    public required string? Ticker { get; init; }

    /// <summary>Change of shares.</summary>
    public required decimal Shares { get; init; }

    /// <summary>Change of cash.</summary>
    public required decimal Cash { get; init; }

    /// <summary>In words.</summary>
    public required string Detail { get; init; }
}
