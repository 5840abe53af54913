namespace Ploutos.Workflows;

/// <summary>What to explain.</summary>
/// <param name="Ticker">A ticker of the store; no source is asked.</param>
/// <param name="AsOf">The last day whose bar is used; null for the newest.</param>
public sealed record ExplainRequest(string Ticker, DateOnly? AsOf = null);

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
