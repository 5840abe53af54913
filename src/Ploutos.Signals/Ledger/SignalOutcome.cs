using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Ledger;

/// <summary>What became of one expert's forecast.</summary>
public sealed record SignalOutcome
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The forecast's day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The expert's name: momentum, reversion, volatility, or one of a file.</summary>
    public required string Expert { get; init; }

    /// <summary>The model's version.</summary>
    public required string Version { get; init; }

    /// <summary>What was forecast for UP or HIGH.</summary>
    public required double Probability { get; init; }

    /// <summary>Whether it came.</summary>
    public required bool Happened { get; init; }

    /// <summary>The trading day at whose close it was known.</summary>
    public required DateOnly KnownOn { get; init; }

    /// <summary>-log of the probability given to what came, in nats; a coin has 0.693.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Squared distance of the probability from what came; a coin has 0.25.</summary>
    public required double Brier { get; init; }

    /// <summary>The forecast was made after the fact, and is evidence of nothing.</summary>
    public required bool Late { get; init; }

    /// <summary>When it was scored.</summary>
    public required DateTimeOffset ScoredAt { get; init; }

    /// <summary>The store's vintage that it was scored by.</summary>
    public required int Vintage { get; init; }
}
