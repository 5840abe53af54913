namespace Ploutos.MarketData.Currencies;

/// <summary>A stored exchange rate on the way from one currency to another.</summary>
/// <param name="Bars">Daily bars of the rate, such as those of <c>EURUSD=X</c>.</param>
/// <param name="IsInverse">Whether the way goes against it: from the second currency to the
/// first.</param>
public sealed record RateLeg(BarSeries Bars, bool IsInverse);
