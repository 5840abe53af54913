namespace Ploutos.Signals.Ledger;

/// <summary>What became of a risk forecast, and of EWMA's of the same days. A figure that is not
/// defined, because the close did not move, is null.</summary>
public sealed record RiskOutcome
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The forecast's day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The model's version.</summary>
    public required string Version { get; init; }

    /// <summary>The trading day at whose close it was known.</summary>
    public required DateOnly KnownOn { get; init; }

    /// <summary>Realised volatility of the days ahead, a year.</summary>
    public required double Realised { get; init; }

    /// <summary>The move over them, as a share of the price.</summary>
    public required double Move { get; init; }

    /// <summary>QLIKE of the expected volatility (Patton 2011).</summary>
    public double? Qlike { get; init; }

    /// <summary>QLIKE of EWMA.</summary>
    public double? EwmaQlike { get; init; }

    /// <summary>log(realised / forecast volatility): above 0 where more came.</summary>
    public double? LogError { get; init; }

    /// <summary>The same of EWMA.</summary>
    public double? EwmaLogError { get; init; }

    /// <summary>Whether the move fell below the 5 % loss limit.</summary>
    public required bool Beyond { get; init; }

    /// <summary>Whether it fell below the 5 % quantile of a normal distribution with EWMA's
    /// volatility.</summary>
    public required bool EwmaBeyond { get; init; }

    /// <summary>The forecast was made after the fact.</summary>
    public required bool Late { get; init; }

    /// <summary>When it was scored.</summary>
    public required DateTimeOffset ScoredAt { get; init; }

    /// <summary>The store's vintage that it was scored by.</summary>
    public required int Vintage { get; init; }
}
