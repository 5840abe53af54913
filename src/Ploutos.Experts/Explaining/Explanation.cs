using Ploutos.Experts.Definitions;

namespace Ploutos.Experts.Explaining;

/// <summary>Why an expert says what it says of one ticker and day: the margin (logit of UP or HIGH
/// less that of DOWN or LOW) taken apart into contributions of each feature on each day of the
/// window. <c>Margin = BaseMargin + sum of Contributions + Unexplained</c>.</summary>
public sealed record Explanation
{
    /// <summary>Which expert.</summary>
    public required ExpertDefinition Expert { get; init; }

    /// <summary>Names of the inputs, in the order of the contributions: those of the serving
    /// forecaster.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>Days of the window by lag: the day of the prediction first.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Calibrated probability of class 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The serving forecaster's margin: a network's before calibration, else the log-odds.</summary>
    public required double Margin { get; init; }

    /// <summary>The margin of a window in which every feature stands at its mean over the training
    /// days.</summary>
    public required double BaseMargin { get; init; }

    /// <summary>[lag][feature]: what the feature's distance from its training mean on that day
    /// added to the margin.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Contributions { get; init; }

    /// <summary>[feature]: its value on the day of the prediction.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>[feature]: the same in standard deviations from the training days' mean.</summary>
    public required IReadOnlyList<double> ScaledValues { get; init; }

    /// <summary>[lag]: how attention was spread over the days, mean over the heads; sums to 1.</summary>
    public required IReadOnlyList<double> Attention { get; init; }

    /// <summary>[lag]: how it would be spread if all days were alike, by the linear bias in the lag
    /// alone.</summary>
    public required IReadOnlyList<double> AttentionPrior { get; init; }

    /// <summary>What the numerical integral leaves over.</summary>
    public required double Unexplained { get; init; }

    /// <summary>Points of the integral.</summary>
    public required int Steps { get; init; }

    /// <summary>[feature]: its contributions on all days together.</summary>
    public IReadOnlyList<double> ByFeature =>
        [.. Enumerable.Range(0, Values.Count).Select(j => Contributions.Sum(day => day[j]))];

    /// <summary>[lag]: the contributions of all features on that day together.</summary>
    public IReadOnlyList<double> ByLag => [.. Contributions.Select(day => day.Sum())];
}
