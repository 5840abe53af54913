namespace Ploutos.Signals.Ledger;

/// <summary>How far recent values lie from those of the training.</summary>
public sealed record FeatureDrift
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>The feature's name, or <c>probability</c>.</summary>
    public required string Feature { get; init; }

    /// <summary>Recent rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Population stability index over the training's deciles.</summary>
    public required double Psi { get; init; }

    /// <summary>The larger of 0.25 and what 99 of 100 windows of the training itself stayed
    /// below.</summary>
    public required double PsiLimit { get; init; }

    /// <summary>Kolmogorov-Smirnov distance of the two distributions, 0 .. 1.</summary>
    public required double Ks { get; init; }

    /// <summary>What 99 of 100 windows of the training itself stayed below.</summary>
    public required double KsLimit { get; init; }

    /// <summary>Both lie beyond their limits.</summary>
    public required bool Drifts { get; init; }
}
