using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Vote;

/// <summary>How far a score must lie from 0 to be a signal. Fitted on validation scores and kept
/// with the models.</summary>
public sealed record VoteThresholds
{
    /// <summary>Percentile of |score| above which a signal is a BUY or a SELL, where nothing else
    /// is said.</summary>
    public const double WeakPercentile = 50;

    /// <summary>Percentile of |score| above which a signal is STRONG, where nothing else is said.</summary>
    public const double StrongPercentile = 80;

    /// <summary>Thresholds with 0 &lt;= weak &lt;= strong &lt;= 1.</summary>
    public VoteThresholds(double weak, double strong)
    {
        if (!(0 <= weak && weak <= strong && strong <= 1))
            throw new ArgumentException(
                $"0 <= weak <= strong <= 1 must hold, but got weak={weak}, strong={strong}.",
                nameof(weak)
            );
        (Weak, Strong) = (weak, strong);
    }

    /// <summary>For the unweighted rule, whose scores are 0, 2/3 and 1 in size: agreement is a
    /// signal, and a STRONG one when no high volatility stands against it.</summary>
    public static VoteThresholds Unweighted { get; } = new(1.0 / 3, 5.0 / 6);

    /// <summary>|score| above this is BUY or SELL.</summary>
    public double Weak { get; }

    /// <summary>|score| above this is STRONG BUY or STRONG SELL.</summary>
    public double Strong { get; }

    /// <summary>The percentiles of |score| over the validation rows, interpolated as NumPy does.</summary>
    /// <param name="scores">Scores of the validation rows, -1 .. 1.</param>
    /// <param name="weakPercentile">0 .. 100.</param>
    /// <param name="strongPercentile">From <paramref name="weakPercentile"/> to 100.</param>
    public static VoteThresholds Fit(
        ReadOnlySpan<double> scores,
        double weakPercentile = WeakPercentile,
        double strongPercentile = StrongPercentile
    )
    {
        if (scores.IsEmpty)
            throw new ArgumentException(
                "Thresholds need at least one validation score, but got none. Validate on a longer range.",
                nameof(scores)
            );
        if (!(0 <= weakPercentile && weakPercentile <= strongPercentile && strongPercentile <= 100))
        {
            throw new ArgumentOutOfRangeException(
                nameof(weakPercentile),
                $"0 <= weakPercentile <= strongPercentile <= 100 must hold, but got {weakPercentile} and"
                    + $" {strongPercentile}."
            );
        }

        double[] sizes = new double[scores.Length];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = Math.Abs(scores[i]);
        Array.Sort(sizes);
        return new(
            Percentile.OfSorted(sizes, weakPercentile / 100),
            Percentile.OfSorted(sizes, strongPercentile / 100)
        );
    }
}
