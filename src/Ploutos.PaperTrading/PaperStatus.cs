namespace Ploutos.PaperTrading;

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
