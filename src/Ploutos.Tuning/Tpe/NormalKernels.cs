using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ploutos.Tuning.Randomness;

namespace Ploutos.Tuning.Tpe;

/// <summary>Truncated normal kernels on the working scale of a numeric parameter. On a grid a
/// value's density is the mass of the cell around it.</summary>
internal sealed class NormalKernels : Kernels
{
    private readonly Range _range;
    private readonly double[] _mus;
    private readonly double[] _sigmas;

    /// <param name="range">The parameter.</param>
    /// <param name="mus">Observations on the working scale; the prior's middle is added as the last
    /// kernel.</param>
    /// <param name="sigmas">Their widths; the prior's, the whole range, is added.</param>
    public NormalKernels(Range range, ReadOnlySpan<double> mus, ReadOnlySpan<double> sigmas)
    {
        double low = range.WorkingLow,
            high = range.WorkingHigh;
        _range = range;
        _mus = [.. mus, 0.5 * (low + high)];
        _sigmas = [.. sigmas, high - low];
    }

    public override void Sample(NumpyRandom random, ReadOnlySpan<int> active, Span<double> values)
    {
        double low = _range.WorkingLow,
            high = _range.WorkingHigh;
        for (int s = 0; s < active.Length; s++)
        {
            double mu = _mus[active[s]],
                sigma = _sigmas[active[s]];
            double z = TruncatedNormal.Quantile(random.NextDouble(), (low - mu) / sigma, (high - mu) / sigma);
            values[s] = _range.ToValue(z * sigma + mu);
        }
    }

    public override void AddLogDensity(ReadOnlySpan<double> values, Span<double> logDensity)
    {
        if (_range.Step == 0)
            AddContinuous(values, logDensity);
        else
            AddOnGrid(values, logDensity);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddContinuous(ReadOnlySpan<double> values, Span<double> logDensity)
    {
        int kernels = _mus.Length;
        double low = _range.WorkingLow,
            high = _range.WorkingHigh;
        double[] constants = new double[kernels];
        for (int k = 0; k < kernels; k++)
            constants[k] =
                StandardNormal.LogSqrtTwoPi
                + TruncatedNormal.LogMass((low - _mus[k]) / _sigmas[k], (high - _mus[k]) / _sigmas[k])
                + Math.Log(_sigmas[k]);
        for (int s = 0; s < values.Length; s++)
        {
            double x = _range.ToWorking(values[s]);
            Span<double> row = logDensity.Slice(s * kernels, kernels);
            for (int k = 0; k < row.Length; k++)
            {
                double z = (x - _mus[k]) / _sigmas[k];
                row[k] += -0.5 * z * z - constants[k];
            }
        }
    }

    /// <summary>Grids repeat values and observations, so each different pair is worked out once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddOnGrid(ReadOnlySpan<double> values, Span<double> logDensity)
    {
        int kernels = _mus.Length;
        int[] different = new int[kernels],
            indexOf = new int[kernels];
        int count = FindDifferent(different, indexOf);
        double low = _range.WorkingLow,
            high = _range.WorkingHigh;
        double[] normaliser = new double[count];
        for (int i = 0; i < count; i++)
        {
            double mu = _mus[different[i]],
                sigma = _sigmas[different[i]];
            normaliser[i] = TruncatedNormal.LogMass((low - mu) / sigma, (high - mu) / sigma);
        }

        Dictionary<double, double[]> known = new(values.Length);
        for (int s = 0; s < values.Length; s++)
        {
            double x = values[s];
            if (!known.TryGetValue(x, out double[]? log))
            {
                double left = _range.ToWorking(x - _range.Step / 2),
                    right = _range.ToWorking(x + _range.Step / 2);
                known[x] = log = new double[count];
                for (int i = 0; i < count; i++)
                {
                    double mu = _mus[different[i]],
                        sigma = _sigmas[different[i]];
                    log[i] = TruncatedNormal.LogMass((left - mu) / sigma, (right - mu) / sigma) - normaliser[i];
                }
            }
            Span<double> row = logDensity.Slice(s * kernels, kernels);
            for (int k = 0; k < row.Length; k++)
                row[k] += log[indexOf[k]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindDifferent(int[] different, int[] indexOf)
    {
        Dictionary<(double, double), int> seen = new(_mus.Length);
        for (int k = 0; k < _mus.Length; k++)
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(
                seen,
                (_mus[k], _sigmas[k]),
                out bool exists
            );
            if (!exists)
            {
                index = seen.Count - 1;
                different[index] = k;
            }
            indexOf[k] = index;
        }
        return seen.Count;
    }
}
