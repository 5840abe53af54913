using Ploutos.Experts.Definitions;

namespace Ploutos.Experts;

/// <summary>Larger batches for a larger learning set. A step of k times as many rows has a gradient with a k-th of
/// the variance, so that Adam's learning rate may grow by the square root of k and keep its noise; as many epochs
/// then shrink the weights as much where their decay grows by as much (Malladi et al. 2022, On the SDEs and Scaling
/// Rules for Adaptive Gradient Algorithms). A larger step has more work for each core between two barriers; on one
/// core a row takes as long in a batch of any size.</summary>
public static class BatchScaling
{
    /// <summary>Steps an epoch that a larger batch leaves at least: with fewer the schedule's epochs are too
    /// short.</summary>
    public const int LeastSteps = 500;

    /// <summary>Most times the given batch: with more, a step's rows leave a core's own cache.</summary>
    public const int MostTimes = 4;

    /// <summary>How many times the given batch an epoch of some rows may use: 1, 2 or 4.</summary>
    /// <param name="rows">Rows that an epoch draws.</param>
    /// <param name="batch">The given batch, in rows.</param>
    public static int Times(int rows, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        int times = 1;
        while (
            2 * times <= MostTimes
            && 2 * times * batch <= Hyperparameters.LargestBatch
            && rows / (2 * times * batch) >= LeastSteps
        )
            times *= 2;
        return times;
    }

    /// <summary>Hyperparameters for batches that are some times as large.</summary>
    /// <param name="given">Those of the smaller batch.</param>
    /// <param name="times">1 or more.</param>
    public static Hyperparameters Scale(Hyperparameters given, int times)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        double root = Math.Sqrt(times);
        return times == 1
            ? given
            : given with
            {
                BatchSize = given.BatchSize * times,
                LearningRate = given.LearningRate * root,
                WeightDecay = given.WeightDecay * root,
            };
    }
}
