using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Ledger;

/// <summary>What became of one expert's forecast.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The forecast's day.</param>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Probability">What was forecast for UP or HIGH.</param>
/// <param name="Happened">Whether it came.</param>
/// <param name="KnownOn">The trading day at whose close it was known.</param>
/// <param name="LogLoss">-log of the probability given to what came, in nats; a coin has 0.693.</param>
/// <param name="Brier">Squared distance of the probability from what came; a coin has 0.25.</param>
/// <param name="Late">The forecast was made after the fact, and is evidence of nothing.</param>
/// <param name="ScoredAt">When it was scored.</param>
/// <param name="Vintage">The store's vintage that it was scored by.</param>
public sealed record SignalOutcome(
    string Ticker,
    DateOnly AsOf,
    string Expert,
    string Version,
    double Probability,
    bool Happened,
    DateOnly KnownOn,
    double LogLoss,
    double Brier,
    bool Late,
    DateTimeOffset ScoredAt,
    int Vintage
);
