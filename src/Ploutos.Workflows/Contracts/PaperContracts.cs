namespace Ploutos.Workflows;

/// <summary>One paper order.</summary>
/// <param name="ClientId">The id under which it was given; the same for the same day and ticker.</param>
/// <param name="Day">The day at whose close it was decided.</param>
/// <param name="Ticker">What is traded.</param>
/// <param name="Shares">Bought (above 0) or sold.</param>
/// <param name="State">planned, open, partly filled, filled, ended, rejected or lapsed.</param>
/// <param name="FilledShares">Filled so far.</param>
/// <param name="FilledPrice">Mean price of that; null where nothing was filled.</param>
/// <param name="Reason">Why it was refused or ended.</param>
public sealed record PaperOrder(
    string ClientId,
    DateOnly Day,
    string Ticker,
    decimal Shares,
    string State,
    decimal FilledShares,
    decimal? FilledPrice,
    string? Reason
);

/// <summary>One position of the paper account.</summary>
/// <param name="Ticker">What is held.</param>
/// <param name="Shares">How much; below 0 sold short.</param>
/// <param name="Close">The last known close.</param>
/// <param name="Worth">Shares times close, in cents.</param>
public sealed record PaperPosition(string Ticker, decimal Shares, decimal? Close, decimal? Worth);

/// <summary>One thing in which the book and the broker differ.</summary>
/// <param name="What">cash, or a ticker.</param>
/// <param name="Expected">Cents or shares by the book.</param>
/// <param name="Broker">Cents or shares at the broker.</param>
public sealed record PaperDifference(string What, decimal Expected, decimal Broker);

/// <summary>The book held against the broker's account.</summary>
/// <param name="Broker">embedded or alpaca.</param>
/// <param name="Agrees">Every position and the cash to the cent are as expected.</param>
/// <param name="ExpectedCash">Cash by the book.</param>
/// <param name="BrokerCash">Cash at the broker.</param>
/// <param name="Differences">What differs.</param>
/// <param name="Accepted">The broker's account was taken over into the book just now.</param>
public sealed record PaperReconciliation(
    string Broker,
    bool Agrees,
    decimal ExpectedCash,
    decimal BrokerCash,
    IReadOnlyList<PaperDifference> Differences,
    bool Accepted = false
);

/// <summary>What a paper run did.</summary>
/// <param name="Day">The day at whose close was decided.</param>
/// <param name="Outcome">traded (orders were given, or none were needed), stopped, refused, waiting
/// (nothing to decide on yet).</param>
/// <param name="Detail">In words, with what to do where something must be done.</param>
/// <param name="Cash">Cash at the close.</param>
/// <param name="Equity">Cash and positions at the close.</param>
/// <param name="Orders">The day's orders.</param>
/// <param name="Fills">Orders of earlier days that were filled since the last run.</param>
/// <param name="Notes">Orders cut by a limit, tickers left out, and why.</param>
/// <param name="Reconciliation">The book against the broker, where it came to that.</param>
public sealed record PaperRun(
    DateOnly Day,
    string Outcome,
    string Detail,
    decimal? Cash,
    decimal? Equity,
    IReadOnlyList<PaperOrder> Orders,
    IReadOnlyList<PaperOrder> Fills,
    IReadOnlyList<string> Notes,
    PaperReconciliation? Reconciliation
);

/// <summary>The kill switch.</summary>
/// <param name="Stopped">No order is given.</param>
/// <param name="Since">Since when, where the file says so.</param>
/// <param name="Reason">Why.</param>
/// <param name="File">The file that does it.</param>
/// <param name="Notes">What became of the open orders when it was set.</param>
public sealed record PaperSwitch(
    bool Stopped,
    DateTimeOffset? Since,
    string? Reason,
    string File,
    IReadOnlyList<string> Notes
);

/// <summary>A day of the account.</summary>
public sealed record PaperDay(DateOnly Day, decimal Cash, decimal Equity);

/// <summary>The paper account as the book has it.</summary>
/// <param name="Broker">embedded or alpaca.</param>
/// <param name="LastDay">The last day that was run; null before the first.</param>
/// <param name="Cash">Expected cash.</param>
/// <param name="Equity">At the last close.</param>
/// <param name="Return">Since the book was opened, as a share; without money put in or taken out.</param>
/// <param name="Positions">What is held.</param>
/// <param name="OpenOrders">Orders that are not final.</param>
/// <param name="Days">The last 30 days.</param>
/// <param name="Switch">The kill switch.</param>
/// <param name="LastRun">What the last run came to; null before the first.</param>
public sealed record PaperStatus(
    string Broker,
    DateOnly? LastDay,
    decimal? Cash,
    decimal? Equity,
    double? Return,
    IReadOnlyList<PaperPosition> Positions,
    IReadOnlyList<PaperOrder> OpenOrders,
    IReadOnlyList<PaperDay> Days,
    PaperSwitch Switch,
    string? LastRun
);
