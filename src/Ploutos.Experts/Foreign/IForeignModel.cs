namespace Ploutos.Experts.Foreign;

/// <summary>A model that is kept as a file of its own, of another program or boosted trees: from a window of
/// inputs, unscaled, to the probability of class 1.
/// Any number of threads may ask at once.</summary>
public interface IForeignModel
{
    /// <summary>Bars that it sees, 1 or more.</summary>
    int Window { get; }

    /// <summary>The probability of class 1, 0 .. 1; NaN where it says nothing. The same window gives the same
    /// bits, whatever else is asked.</summary>
    /// <param name="window">[window, inputs], the oldest bar first; every number is finite.</param>
    /// <exception cref="InvalidDataException">What it gives is no probability.</exception>
    double Probability(ReadOnlySpan<float> window);
}
