using System.Text.Json.Serialization;
using Ploutos.Experts.Serving;

namespace Ploutos.Signals.Predict;

/// <summary>Why an expert says what it says. Contributions are integrated gradients of the
/// network's margin (logit of UP or HIGH less that of DOWN or LOW): <c>margin = base margin + sum
/// of contributions + unexplained</c>, and the probability is <c>sigmoid(slope x margin +
/// intercept)</c>.</summary>
public sealed record ExpertExplanation
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>UP, DOWN, HIGH or LOW: the likelier class.</summary>
    public required string Class { get; init; }

    /// <summary>The names of class 0 and class 1 of an expert of a file; null for a built-in one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Calibrated probability of UP or HIGH, or of class 1 of an expert of a file.</summary>
    public required double Probability { get; init; }

    /// <summary>The simpler forecaster that serves, whose log-odds the margin is; null for the
    /// network.</summary>
    public string? Forecaster { get; init; }

    /// <summary>Whether a model serves that is not taken apart: one of another program, or boosted
    /// trees.</summary>
    [JsonIgnore]
    public bool IsForeign => Forecaster is ModelServing.Onnx or ModelServing.Boosting;

    /// <summary>The network's margin, or the log-odds of the simpler forecaster that
    /// serves.</summary>
    public required double Margin { get; init; }

    /// <summary>The margin where every feature stands at its mean over the training
    /// days.</summary>
    public required double BaseMargin { get; init; }

    /// <summary>What the numerical integral leaves over.</summary>
    public required double Unexplained { get; init; }

    /// <summary>Factor of the margin; 0 where validation showed that the margin says
    /// nothing.</summary>
    public required double CalibrationSlope { get; init; }

    /// <summary>Log-odds at margin 0.</summary>
    public required double CalibrationIntercept { get; init; }

    /// <summary>Every feature, the largest contribution in size first.</summary>
    public required IReadOnlyList<FeatureContribution> Features { get; init; }

    /// <summary>Every day of the window, the day of the prediction first.</summary>
    public required IReadOnlyList<DayContribution> Days { get; init; }

    /// <summary>The model's version.</summary>
    public required string Version { get; init; }
}
