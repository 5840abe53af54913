namespace Ploutos.Experts.Metrics;

/// <summary>A metric and the interval in which chance leaves it.</summary>
/// <param name="Value">The metric over all rows.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Level">How often an interval made this way holds the truth, as 0.95.</param>
/// <param name="Resamples">How many resamples the interval rests on: those in which the metric was
/// defined.</param>
public readonly record struct Estimate(double Value, double Low, double High, double Level, int Resamples)
{
    /// <summary>Of a difference: the chance of one at least as far from 0 if there were none, both
    /// sides. Twice the smaller share of resamples on either side of 0, the estimate itself counted
    /// in, hence never below 2 / (resamples + 1) (Davison and Hinkley 1997, ch. 4). NaN for what
    /// is no difference.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>Whether the interval lies wholly above 0: a difference that is unlikely to be
    /// chance.</summary>
    public bool IsAboveZero => Low > 0;

    /// <summary>Whether the interval lies wholly below 0.</summary>
    public bool IsBelowZero => High < 0;
}
