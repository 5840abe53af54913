namespace Ploutos.Signals.Ledger;

/// <summary>How far recent values lie from those of the training.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Feature">The feature's name, or <c>probability</c>.</param>
/// <param name="Rows">Recent rows.</param>
/// <param name="Psi">Population stability index over the training's deciles.</param>
/// <param name="PsiLimit">The larger of 0.25 and what 99 of 100 windows of the training itself
/// stayed below.</param>
/// <param name="Ks">Kolmogorov-Smirnov distance of the two distributions, 0 .. 1.</param>
/// <param name="KsLimit">What 99 of 100 windows of the training itself stayed below.</param>
/// <param name="Drifts">Both lie beyond their limits.</param>
public sealed record FeatureDrift(
    string Expert,
    string Feature,
    int Rows,
    double Psi,
    double PsiLimit,
    double Ks,
    double KsLimit,
    bool Drifts
);
