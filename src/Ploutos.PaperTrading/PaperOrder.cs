namespace Ploutos.PaperTrading;

/// <summary>One paper order.</summary>
/// <param name="ClientId">The id under which it was given; the same for the same day and ticker.</param>
/// <param name="Day">The day at whose close it was decided.</param>
/// <param name="Ticker">What is traded.</param>
/// <param name="Shares">Bought (above 0) or sold.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="FilledShares">Filled so far.</param>
/// <param name="FilledPrice">Mean price of that; null where nothing was filled.</param>
/// <param name="Reason">Why it was refused or ended.</param>
public sealed record PaperOrder(
    string ClientId,
    DateOnly Day,
    string Ticker,
    decimal Shares,
    PaperOrderState State,
    decimal FilledShares,
    decimal? FilledPrice,
    string? Reason
);
