namespace Ploutos.MarketData;

/// <summary>One trading day of one ticker.</summary>
/// <param name="Date">The trading day, in the exchange's time zone.</param>
/// <param name="Open">First price of the day; NaN where the source has none.</param>
/// <param name="High">Highest price of the day; NaN where the source has none.</param>
/// <param name="Low">Lowest price of the day; NaN where the source has none.</param>
/// <param name="Close">Last price of the day, adjusted for splits and dividends; NaN where the
/// source has none.</param>
/// <param name="Volume">Shares traded; NaN where the source has none.</param>
public readonly record struct Bar(DateOnly Date, double Open, double High, double Low, double Close, double Volume);
