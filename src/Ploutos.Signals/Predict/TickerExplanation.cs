namespace Ploutos.Signals.Predict;

/// <summary>Why the experts say what they say of a ticker.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The last bar's day.</param>
/// <param name="Simulated">Made from simulated bars, or by models that were.</param>
/// <param name="Experts">momentum, reversion, volatility, in this order.</param>
public sealed record TickerExplanation(
    string Ticker,
    DateOnly AsOf,
    bool Simulated,
    IReadOnlyList<ExpertExplanation> Experts
);
