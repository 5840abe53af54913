using MathNet.Numerics.LinearAlgebra;

namespace Ploutos.Experts.Risk;

/// <summary>How returns move together, from few days: the sample covariance, shrunk towards the one in
/// which all pairs have the mean correlation, by the weight that is best in expectation (Ledoit and
/// Wolf 2004, "Honey, I Shrunk the Sample Covariance Matrix"). With more tickers than days the
/// sample alone would call some portfolios free of risk.</summary>
public sealed class ShrunkCovariance
{
    private readonly Matrix<double> _correlation;

    private ShrunkCovariance(Matrix<double> correlation, double intensity, double mean, int days) =>
        (_correlation, Intensity, MeanCorrelation, Days) = (correlation, intensity, mean, days);

    /// <summary>The weight of the target, 0 .. 1.</summary>
    public double Intensity { get; }

    /// <summary>Mean pairwise correlation of the sample, -1 .. 1; 0 for one ticker.</summary>
    public double MeanCorrelation { get; }

    /// <summary>Returns that it comes from.</summary>
    public int Days { get; }

    /// <summary>Estimates it.</summary>
    /// <param name="returns">Daily returns on the same days, at least two; one column a ticker, at
    /// least one.</param>
    /// <exception cref="ArgumentException">Columns differ in length, are too short, hold a value that
    /// is not finite, or do not vary.</exception>
    public static ShrunkCovariance Of(IReadOnlyList<double[]> returns)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (returns.Count == 0 || returns[0].Length < 2 || returns.Any(r => r.Length != returns[0].Length))
            throw new ArgumentException(
                "Covariances need at least one ticker with two returns or more, all on the same days, but got "
                    + $"{string.Join(", ", returns.Select(r => r.Length))} returns.",
                nameof(returns)
            );
        (int n, int days) = (returns.Count, returns[0].Length);
        Matrix<double> x = Matrix<double>.Build.DenseOfColumnArrays([
            .. returns.Select(r =>
            {
                double mean = r.Average();
                return Array.ConvertAll(r, v => v - mean);
            }),
        ]);
        Matrix<double> sample = x.TransposeThisAndMultiply(x) / days;
        Vector<double> deviation = sample.Diagonal().PointwiseSqrt();
        if (deviation.ToList().FindIndex(d => !(d > 0) || double.IsInfinity(d)) is >= 0 and var still)
            throw new ArgumentException(
                $"Every ticker's returns must be finite and vary, but those of column {still} do not.",
                nameof(returns)
            );
        double mean = n == 1 ? 0 : MeanOffDiagonal(Correlation(sample, deviation));
        Matrix<double> target = Matrix<double>.Build.Dense(
            n,
            n,
            (i, j) => i == j ? sample[i, i] : mean * deviation[i] * deviation[j]
        );
        double intensity = IntensityOf(x, sample, target, deviation, mean);
        Matrix<double> shrunk = intensity * target + (1 - intensity) * sample;
        return new(Correlation(shrunk, deviation), intensity, mean, days);
    }

    /// <summary>The correlation of two tickers.</summary>
    public double Correlation(int i, int j) => _correlation[i, j];

    /// <summary>Volatility of a portfolio.</summary>
    /// <param name="parts">Weight times volatility of each ticker.</param>
    /// <returns>In the unit of the parts.</returns>
    public double Volatility(IReadOnlyList<double> parts)
    {
        Vector<double> p = VectorOf(parts);
        return Math.Sqrt(Math.Max(0, p * (_correlation * p)));
    }

    /// <summary>Each ticker's share of the portfolio's variance (Euler's): they add up to 1; below 0
    /// for one that hedges. All 0 where there is no risk.</summary>
    /// <param name="parts">Weight times volatility of each ticker.</param>
    public double[] RiskShares(IReadOnlyList<double> parts)
    {
        Vector<double> p = VectorOf(parts),
            marginal = _correlation * p;
        double variance = p * marginal;
        return variance > 0 ? p.PointwiseMultiply(marginal).Divide(variance).ToArray() : new double[parts.Count];
    }

    private Vector<double> VectorOf(IReadOnlyList<double> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count == _correlation.RowCount
            ? Vector<double>.Build.DenseOfEnumerable(parts)
            : throw new ArgumentException(
                $"There must be one part a ticker, {_correlation.RowCount}, but got {parts.Count}.",
                nameof(parts)
            );
    }

    /// <summary>(pi - rho) / gamma / T of the paper's appendix, cut to 0 .. 1: pi is the summed
    /// variance of the sample's entries, rho the summed covariance of these with the target's, gamma
    /// the squared distance of the two matrices.</summary>
    private static double IntensityOf(
        Matrix<double> x,
        Matrix<double> sample,
        Matrix<double> target,
        Vector<double> deviation,
        double mean
    )
    {
        int days = x.RowCount;
        Matrix<double> squares = x.PointwiseMultiply(x),
            pi = squares.TransposeThisAndMultiply(squares) / days - sample.PointwiseMultiply(sample);
        // theta[i, j]: covariance of the variance of i with the covariance of i and j.
        Matrix<double> theta = squares.PointwiseMultiply(x).TransposeThisAndMultiply(x) / days;
        double rho = 0;
        for (int i = 0; i < sample.RowCount; i++)
        {
            rho += pi[i, i];
            for (int j = 0; j < sample.RowCount; j++)
                if (i != j)
                    rho += mean * deviation[j] / deviation[i] * (theta[i, j] - sample[i, i] * sample[i, j]);
        }

        double gamma = (target - sample).PointwisePower(2).RowSums().Sum();
        return gamma > 0 ? Math.Clamp((pi.RowSums().Sum() - rho) / gamma / days, 0, 1) : 0;
    }

    private static Matrix<double> Correlation(Matrix<double> covariance, Vector<double> deviation) =>
        covariance.MapIndexed((i, j, c) => i == j ? 1 : Math.Clamp(c / (deviation[i] * deviation[j]), -1, 1));

    private static double MeanOffDiagonal(Matrix<double> m) =>
        (m.RowSums().Sum() - m.RowCount) / ((double)m.RowCount * (m.RowCount - 1));
}
