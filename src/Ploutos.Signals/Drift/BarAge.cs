namespace Ploutos.Signals.Drift;

/// <summary>How old one ticker's bars are.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="LastDay">The newest bar; null where there is none.</param>
/// <param name="TradingDaysBehind">Finished trading days after it.</param>
public sealed record BarAge(string Ticker, DateOnly? LastDay, int TradingDaysBehind);
