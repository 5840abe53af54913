namespace Ploutos.Signals.Predict;

/// <summary>What to explain.</summary>
/// <param name="Ticker">A ticker of the store; no source is asked.</param>
/// <param name="AsOf">The last day whose bar is used; null for the newest.</param>
public sealed record ExplainRequest(string Ticker, DateOnly? AsOf = null);
