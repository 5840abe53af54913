using MathNet.Numerics.Distributions;
using Ploutos.MarketData.Figures;

namespace Ploutos.Backtesting.Statistics;

/// <summary>Errors of sums whose terms depend on each other (Newey and West 1987): Bartlett
/// weights.</summary>
public static class NeweyWest
{
    /// <summary>Lags that are usual where nothing is known of the terms: floor(4 (n /
    /// 100)^(2/9)).</summary>
    /// <param name="terms">Number of terms.</param>
    public static int UsualLags(int terms) => (int)(4 * Math.Pow(terms / 100.0, 2.0 / 9));

    /// <summary>The mean, its interval by Student's t with n - 1 degrees of freedom, and its t: the
    /// mean over its error. Not defined for fewer than three values, or where they do not differ by
    /// more than rounding (<see cref="Dispersion"/>).</summary>
    /// <param name="values">In the order of time.</param>
    /// <param name="lags">Lags over which they may depend on each other, at least 0.</param>
    /// <param name="level">Level of the interval.</param>
    public static (Estimate Mean, double T) Mean(IReadOnlyList<double> values, int lags, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        int n = values.Count;
        double mean = n > 0 ? values.Average() : double.NaN;
        if (n < 3)
            return (new(mean, double.NaN, double.NaN), double.NaN);
        double[] terms = [.. values.Select(v => (v - mean) / n)];
        double error = Math.Sqrt(VarianceOfSum(terms, lags) * n / (n - 1));
        if (!(error > 0) || Dispersion.Of([.. values]) == 0)
            return (new(mean, double.NaN, double.NaN), double.NaN);
        return (Estimate.Around(mean, StudentT.InvCDF(0, 1, n - 1, 0.5 + level / 2) * error), mean / error);
    }

    /// <summary>Variance of the sum of terms with mean 0, never below 0.</summary>
    internal static double VarianceOfSum(double[] terms, int lags)
    {
        double variance = terms.Sum(x => x * x);
        for (int lag = 1; lag <= Math.Min(lags, terms.Length - 1); lag++)
        {
            double together = 0;
            for (int t = lag; t < terms.Length; t++)
                together += terms[t] * terms[t - lag];
            variance += 2 * (1 - lag / (lags + 1.0)) * together;
        }

        return Math.Max(0, variance);
    }
}
