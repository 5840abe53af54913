namespace Ploutos.Experts.Calibration;

/// <summary>How a calibration was fitted.</summary>
public enum CalibrationMethod
{
    /// <summary>The network's own probabilities.</summary>
    None,

    /// <summary>One parameter: a temperature by which the margin is divided (Guo et al. 2017).</summary>
    Temperature,

    /// <summary>Two parameters: slope and intercept (Platt 1999).</summary>
    Platt,

    /// <summary>Platt's slope from the validation rows, the intercept from the base rate of the
    /// training and validation rows together.</summary>
    AnchoredPlatt,
}

/// <summary>Turns a network's margin (logit of class 1 less logit of class 0) into a probability
/// of class 1: sigmoid(slope x margin + intercept). The slope is never below 0, so that a
/// calibration never turns the expert's ranking round. A slope of exactly 0 says that the
/// validation rows showed no information, and the probability is the base rate whatever the
/// margin.</summary>
public sealed record Calibrator
{
    /// <summary>A calibration with known parameters, as a model file keeps them.</summary>
    /// <exception cref="ArgumentException">The slope is below 0, or a parameter is not finite.</exception>
    public Calibrator(CalibrationMethod method, double slope, double intercept)
    {
        if (!(slope >= 0) || !double.IsFinite(slope) || !double.IsFinite(intercept))
            throw new ArgumentException(
                $"Slope must be 0 or more and both finite, but got slope={slope}, intercept={intercept}.",
                nameof(slope)
            );
        (Method, Slope, Intercept) = (method, slope, intercept);
    }

    /// <summary>Leaves the softmax probabilities as they are.</summary>
    public static Calibrator Identity { get; } = new(CalibrationMethod.None, 1, 0);

    /// <summary>How it was fitted.</summary>
    public CalibrationMethod Method { get; }

    /// <summary>Factor of the margin, 0 or more; one over the temperature.</summary>
    public double Slope { get; }

    /// <summary>Log-odds at margin 0.</summary>
    public double Intercept { get; }

    /// <summary>Whether the validation rows showed that the margin says anything.</summary>
    public bool IsInformative => Slope > 0;

    /// <summary>Probability of class 1, 0 .. 1.</summary>
    public double Probability(double margin) => Sigmoid(Slope == 0 ? Intercept : Slope * margin + Intercept);

    /// <summary>Probabilities of class 1 from logits, two a row (class 0, class 1).</summary>
    /// <param name="logits">[rows, 2], row after row.</param>
    /// <param name="probability">[rows].</param>
    public void Apply(ReadOnlySpan<float> logits, Span<double> probability)
    {
        if (logits.Length != 2 * probability.Length)
            throw new ArgumentException(
                $"There must be two logits a probability, but got {logits.Length} logits for "
                    + $"{probability.Length}.",
                nameof(logits)
            );
        for (int i = 0; i < probability.Length; i++)
            probability[i] = Probability((double)logits[2 * i + 1] - logits[2 * i]);
    }

    /// <summary>The margins of logits, two a row: class 1 less class 0.</summary>
    public static double[] Margins(ReadOnlySpan<float> logits)
    {
        if (logits.Length % 2 != 0)
            throw new ArgumentException(
                $"There must be two logits a row, but got {logits.Length} in all.",
                nameof(logits)
            );
        double[] margins = new double[logits.Length / 2];
        for (int i = 0; i < margins.Length; i++)
            margins[i] = (double)logits[2 * i + 1] - logits[2 * i];
        return margins;
    }

    internal static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
}
