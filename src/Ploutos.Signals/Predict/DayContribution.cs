namespace Ploutos.Signals.Predict;

/// <summary>One day's part in a margin.</summary>
/// <param name="Lag">Bars before the day of the prediction, 0 for itself.</param>
/// <param name="Day">The day.</param>
/// <param name="Contribution">What its features added to the margin.</param>
/// <param name="Attention">Attention that it got, mean over the heads; all days sum to 1.</param>
/// <param name="AttentionPrior">What it would get if all days were alike.</param>
public sealed record DayContribution(
    int Lag,
    DateOnly Day,
    double Contribution,
    double Attention,
    double AttentionPrior
);
