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
    /// <summary>Whether the interval lies wholly above 0: a difference that is unlikely to be
    /// chance.</summary>
    public bool IsAboveZero => Low > 0;

    /// <summary>Whether the interval lies wholly below 0.</summary>
    public bool IsBelowZero => High < 0;
}
