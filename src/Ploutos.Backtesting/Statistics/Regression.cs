using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearRegression;
using Ploutos.MarketData.Figures;

namespace Ploutos.Backtesting.Statistics;

/// <summary>Ordinary least squares of a strategy's returns on a benchmark's: r = alpha + beta b +
/// error. The intervals allow for errors whose size changes and that depend on each other (Newey
/// and West 1987; Bartlett weights, floor(4 (n / 100)^(2/9)) lags), where most tools assume
/// neither.</summary>
internal static class Regression
{
    private const int Digits = 12; // of a mean of returns that never move, as Dispersion.Absolute

    /// <summary>Alpha and beta per period, with intervals of Student's t at the given level. Not
    /// defined for fewer than three returns, and where the benchmark never moves
    /// (<see cref="Dispersion"/>); beta is 0 and alpha the mean where only the account never
    /// moves.</summary>
    public static (Estimate Alpha, Estimate Beta) AlphaBeta(double[] returns, double[] benchmark, double level)
    {
        int n = returns.Length;
        double mean = n == 0 ? 0 : benchmark.Average(),
            spread = benchmark.Sum(b => (b - mean) * (b - mean));
        if (n < 3 || !(Dispersion.Of(benchmark) > 0))
            return (Estimate.Undefined, Estimate.Undefined);
        if (Dispersion.Of(returns) == 0)
            return (Estimate.Around(Math.Round(returns.Average(), Digits), 0), Estimate.Around(0, 0));
        (double alpha, double beta) = SimpleRegression.Fit(benchmark, returns);

        // Each coefficient is a weighted sum of the errors: beta - true = sum w_t e_t, alpha - true
        // = sum (1/n - mean w_t) e_t.
        double[] toBeta = new double[n],
            toAlpha = new double[n];
        for (int t = 0; t < n; t++)
        {
            double error = returns[t] - alpha - beta * benchmark[t],
                weight = (benchmark[t] - mean) / spread;
            (toBeta[t], toAlpha[t]) = (weight * error, (1.0 / n - mean * weight) * error);
        }

        double quantile = StudentT.InvCDF(0, 1, n - 2, 0.5 + level / 2);
        return (
            Estimate.Around(alpha, quantile * LongRunDeviation(toAlpha)),
            Estimate.Around(beta, quantile * LongRunDeviation(toBeta))
        );
    }

    /// <summary>Square root of the Newey-West variance of a sum, never below 0 with Bartlett
    /// weights; n / (n - 2) corrects for the two coefficients.</summary>
    private static double LongRunDeviation(double[] terms)
    {
        int n = terms.Length;
        return Math.Sqrt(NeweyWest.VarianceOfSum(terms, NeweyWest.UsualLags(n)) * n / (n - 2));
    }
}
