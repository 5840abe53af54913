using System.Runtime.CompilerServices;
using Ploutos.Tuning.Randomness;

namespace Ploutos.Tuning.Tpe;

/// <summary>Kernels over choices: an observed choice has weight 1 more than the others' share of
/// the prior. Rows that observed the same choice are equal, so there is one row for each choice and
/// one, the last, for the prior.</summary>
internal sealed class CategoricalKernels : Kernels
{
    private readonly int _choices;
    private readonly int[] _rowOf;
    private readonly double[] _cumulative;
    private readonly double[] _log;

    /// <param name="observations">Indices of the observed choices.</param>
    /// <param name="choices">How many choices there are.</param>
    /// <param name="priorWeight">Weight of the prior beside one observation.</param>
    public CategoricalKernels(ReadOnlySpan<double> observations, int choices, double priorWeight)
    {
        _choices = choices;
        int kernels = observations.Length + 1;
        _rowOf = new int[kernels];
        for (int k = 0; k < observations.Length; k++)
            _rowOf[k] = (int)observations[k];
        _rowOf[^1] = choices;

        _cumulative = new double[(choices + 1) * choices];
        _log = new double[(choices + 1) * choices];
        Span<double> row = new double[choices];
        for (int r = 0; r <= choices; r++)
        {
            row.Fill(observations.Length == 0 ? 1.0 / choices : priorWeight / kernels);
            if (r < choices)
                row[r] += 1;
            double sum = PairwiseSum.Of(row),
                running = 0;
            for (int c = 0; c < choices; c++)
            {
                double probability = observations.Length == 0 ? row[c] : row[c] / sum;
                _log[r * choices + c] = Math.Log(probability);
                _cumulative[r * choices + c] = running += probability;
            }
            _cumulative[r * choices + choices - 1] = 1;
        }
    }

    public override void Sample(NumpyRandom random, ReadOnlySpan<int> active, Span<double> values)
    {
        for (int s = 0; s < active.Length; s++)
        {
            double draw = random.NextDouble();
            ReadOnlySpan<double> row = _cumulative.AsSpan(_rowOf[active[s]] * _choices, _choices);
            int choice = 0;
            while (row[choice] < draw)
                choice++;
            values[s] = choice;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddLogDensity(ReadOnlySpan<double> values, Span<double> logDensity)
    {
        int kernels = _rowOf.Length;
        for (int s = 0; s < values.Length; s++)
        {
            int choice = (int)values[s];
            Span<double> row = logDensity.Slice(s * kernels, kernels);
            for (int k = 0; k < row.Length; k++)
                row[k] += _log[_rowOf[k] * _choices + choice];
        }
    }
}
