namespace Ploutos.Signals.Predict;

/// <summary>Why an expert says what it says. Contributions are integrated gradients of the
/// network's margin (logit of UP or HIGH less that of DOWN or LOW): <c>margin = base margin + sum
/// of contributions + unexplained</c>, and the probability is <c>sigmoid(slope x margin +
/// intercept)</c>.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Class">UP, DOWN, HIGH or LOW: the likelier class.</param>
/// <param name="Probability">Calibrated probability of UP or HIGH.</param>
/// <param name="Margin">The network's margin.</param>
/// <param name="BaseMargin">The margin where every feature stands at its mean over the
/// training days.</param>
/// <param name="Unexplained">What the numerical integral leaves over.</param>
/// <param name="CalibrationSlope">Factor of the margin; 0 where validation showed that the margin
/// says nothing.</param>
/// <param name="CalibrationIntercept">Log-odds at margin 0.</param>
/// <param name="Features">Every feature, the largest contribution in size first.</param>
/// <param name="Days">Every day of the window, the day of the prediction first.</param>
/// <param name="Version">The model's version.</param>
public sealed record ExpertExplanation(
    string Expert,
    string Class,
    double Probability,
    double Margin,
    double BaseMargin,
    double Unexplained,
    double CalibrationSlope,
    double CalibrationIntercept,
    IReadOnlyList<FeatureContribution> Features,
    IReadOnlyList<DayContribution> Days,
    string Version
);
