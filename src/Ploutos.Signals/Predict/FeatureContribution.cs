namespace Ploutos.Signals.Predict;

/// <summary>One feature's part in a margin.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Value">Its value on the day of the prediction.</param>
/// <param name="Deviations">The same in standard deviations from its mean over the training days.</param>
/// <param name="Contribution">What it added to the margin, over all days of the window.</param>
/// <param name="ByLag">The same day by day, the day of the prediction first.</param>
public sealed record FeatureContribution(
    string Feature,
    double Value,
    double Deviations,
    double Contribution,
    IReadOnlyList<double> ByLag
);
