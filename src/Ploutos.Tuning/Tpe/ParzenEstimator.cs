using System.Runtime.CompilerServices;
using Ploutos.Tuning.Randomness;

namespace Ploutos.Tuning.Tpe;

/// <summary>A density over parameters drawn together: a weighted mixture with one product of
/// kernels for each observation and one for the prior (Bergstra et al., 2011; Watanabe, 2023,
/// arXiv:2304.11127). Follows Optuna's <c>parzen_estimator.py</c> draw by draw.</summary>
internal sealed class ParzenEstimator
{
    private const double PriorWeight = 1;

    private readonly Kernels[] _kernels;
    private readonly bool[] _isCategorical;
    private readonly double[] _weights;

    /// <param name="space">The parameters' distributions, in order.</param>
    /// <param name="observations">For each parameter the observed internal values, oldest first;
    /// all of one length.</param>
    public ParzenEstimator(IReadOnlyList<Distribution> space, IReadOnlyList<double[]> observations)
    {
        _weights = WeightsFor(observations[0].Length);
        _kernels = new Kernels[space.Count];
        _isCategorical = new bool[space.Count];
        for (int d = 0; d < _kernels.Length; d++)
        {
            _isCategorical[d] = space[d] is CategoricalDistribution;
            _kernels[d] = space[d] is CategoricalDistribution c
                ? new CategoricalKernels(observations[d], c.Choices.Count, PriorWeight)
                : NumericKernels(Range.Of(space[d]), observations[d]);
        }
    }

    /// <summary>Draws candidates; result[d][s] is parameter d of candidate s.</summary>
    public double[][] Sample(NumpyRandom random, int candidates)
    {
        int[] active = new int[candidates];
        random.Choose(_weights, active);
        double[][] samples = new double[_kernels.Length][];
        // NumPy's generator is one stream: the choices draw first, then the numbers, whatever their
        // order in the space.
        foreach (bool categorical in (ReadOnlySpan<bool>)[true, false])
            for (int d = 0; d < samples.Length; d++)
                if (_isCategorical[d] == categorical)
                    _kernels[d].Sample(random, active, samples[d] = new double[candidates]);
        return samples;
    }

    /// <summary>The log density of each candidate.</summary>
    public double[] LogDensity(double[][] samples)
    {
        int candidates = samples[0].Length,
            kernels = _weights.Length;
        double[] log = new double[candidates * kernels];
        for (int d = 0; d < _kernels.Length; d++)
            _kernels[d].AddLogDensity(samples[d], log);

        double[] logWeights = new double[kernels],
            result = new double[candidates];
        for (int k = 0; k < kernels; k++)
            logWeights[k] = Math.Log(_weights[k]);
        for (int s = 0; s < candidates; s++)
            result[s] = LogSumExp(log.AsSpan(s * kernels, kernels), logWeights);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LogSumExp(Span<double> row, ReadOnlySpan<double> logWeights)
    {
        double max = double.NegativeInfinity;
        for (int k = 0; k < row.Length; k++)
            max = Math.Max(max, row[k] += logWeights[k]);
        if (double.IsNegativeInfinity(max))
            max = 0;
        for (int k = 0; k < row.Length; k++)
            row[k] = Math.Exp(row[k] - max);
        return Math.Log(PairwiseSum.Of(row)) + max;
    }

    /// <summary>The newest 25 observations weigh 1, older ones less, down to 1/n, linearly; the
    /// prior weighs 1. Normalised to sum 1.</summary>
    private static double[] WeightsFor(int n)
    {
        double[] weights = new double[n + 1];
        Array.Fill(weights, 1);
        int ramp = n - 25;
        double first = 1.0 / n,
            slope = ramp > 1 ? (1 - first) / (ramp - 1) : 0;
        for (int i = 0; i < ramp; i++)
            weights[i] = i == ramp - 1 && ramp > 1 ? 1 : first + i * slope;
        double sum = PairwiseSum.Of(weights);
        for (int i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return weights;
    }

    private static NormalKernels NumericKernels(Range range, double[] observations)
    {
        double[] mus = range.Log ? Array.ConvertAll(observations, Math.Log) : observations;
        return new NormalKernels(range, mus, Bandwidth.Of(mus, range.WorkingLow, range.WorkingHigh));
    }
}
