using System.Text.Json.Serialization;
using Ploutos.Experts.Calibration;

namespace Ploutos.Experts.Serving;

/// <summary>A forecaster that is linear in the log-odds: intercept + sum of weight x (input - mean) /
/// scale. A logistic regression is one, and so is the risk model, whose logistic fit follows a ridge
/// regression. Plain data, kept in a model's card.</summary>
public sealed record LinearForecaster
{
    /// <summary>Which inputs (<see cref="ServingInputs"/>).</summary>
    public required string Inputs { get; init; }

    /// <summary>The inputs themselves where they are an expert's own and have no name of
    /// <see cref="ServingInputs"/>. In no file: whoever reads a model knows its expert.</summary>
    [JsonIgnore]
    public ServingInputs? Own { get; init; }

    /// <summary>The inputs that it reads.</summary>
    /// <exception cref="ArgumentException">They are not known.</exception>
    [JsonIgnore]
    public ServingInputs Source => Own ?? ServingInputs.Of(Inputs);

    /// <summary>Their names, in order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Mean of each input on the rows it was fitted on.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>What an input's distance from its mean is divided by, above 0.</summary>
    public required IReadOnlyList<double> Scale { get; init; }

    /// <summary>Weight of each standardised input.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>Log-odds of class 1 where every input is at its mean.</summary>
    public required double Intercept { get; init; }

    /// <summary>Largest size of a standardised input; null for no limit.</summary>
    public double? Clip { get; init; }

    /// <summary>How many inputs, from the first, a row must have; any other one that is missing
    /// counts as its mean.</summary>
    public required int Needed { get; init; }

    /// <summary>Log-odds of class 1 of one row of inputs; NaN where one that is needed is
    /// missing.</summary>
    public double LogOdds(ReadOnlySpan<double> row)
    {
        double sum = Intercept;
        for (int j = 0; j < Weights.Count; j++)
            sum += double.IsNaN(row[j]) && j < Needed ? double.NaN : Contribution(j, row[j]);
        return sum;
    }

    /// <summary>What one input adds to the log-odds; 0 for a missing one.</summary>
    public double Contribution(int input, double value) => Weights[input] * Standardised(input, value);

    /// <summary>One input in units of its scale from its mean; 0 for a missing one.</summary>
    public double Standardised(int input, double value)
    {
        double z = double.IsNaN(value) ? 0 : (value - Mean[input]) / Scale[input];
        return Clip is { } clip ? Math.Clamp(z, -clip, clip) : z;
    }

    /// <summary>Probability of class 1 from log-odds.</summary>
    public static double Probability(double logOdds) => Calibrator.Sigmoid(logOdds);

    /// <summary>The rule that a forecaster read from a file breaks, or null.</summary>
    internal string? Fault()
    {
        if ((Own ?? ServingInputs.Find(Inputs)) is not { } inputs)
            return $"its serving forecaster reads inputs '{Inputs}', which this version does not compute";
        if (Names is null || Mean is null || Scale is null || Weights is null || !Names.SequenceEqual(inputs.Names))
            return $"the inputs '{Inputs}' of its serving forecaster must be {string.Join(", ", inputs.Names)}";
        int n = Names.Count;
        if (Mean.Count != n || Scale.Count != n || Weights.Count != n || !(Needed >= 0 && Needed <= n))
            return $"its serving forecaster must have {n} means, scales and weights, but has {Mean.Count}, "
                + $"{Scale.Count} and {Weights.Count}";
        return Mean.Concat(Weights).Append(Intercept).All(double.IsFinite) && Scale.All(s => s > 0)
            ? null
            : "every number of its serving forecaster must be finite, and every scale above 0";
    }
}
