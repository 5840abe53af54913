using MathNet.Numerics.Statistics;

namespace Ploutos.Backtesting.Statistics;

/// <summary>The ratios of daily excess returns to their dispersion, not annualised. All are NaN
/// where there is no dispersion but rounding (<see cref="Dispersion"/>).</summary>
internal readonly record struct DailyRatio
{
    private DailyRatio(ReadOnlySpan<double> excess, double deviation)
    {
        double[] values = excess.ToArray();
        double mean = values.Mean(),
            below = 0;
        foreach (double r in values)
            below += Math.Pow(Math.Min(r, 0), 2);
        (Periods, Sharpe) = (values.Length, mean / deviation);
        Sortino = Dispersion.Ratio(mean, Dispersion.Rounded(Math.Sqrt(below / values.Length), 0));
        (Skewness, Kurtosis) = (values.PopulationSkewness(), values.PopulationKurtosis() + 3);
    }

    /// <summary>Mean over sample standard deviation.</summary>
    public double Sharpe { get; private init; }

    /// <summary>Mean over the root mean square of what lies below 0; also NaN where nothing lies
    /// below 0 by more than rounding, however large the returns above are.</summary>
    public double Sortino { get; private init; }

    /// <summary>Population skewness.</summary>
    public double Skewness { get; private init; }

    /// <summary>Population kurtosis, 3 for a normal distribution.</summary>
    public double Kurtosis { get; private init; }

    /// <summary>Number of returns.</summary>
    public int Periods { get; private init; }

    /// <summary>Of the Sharpe ratio.</summary>
    public double StandardError =>
        double.IsFinite(Sharpe) ? SharpeInference.StandardError(Sharpe, Periods, Skewness, Kurtosis) : double.NaN;

    /// <summary>Probability that the true Sharpe ratio lies above 0.</summary>
    public double Probabilistic =>
        double.IsFinite(Sharpe) ? SharpeInference.Probabilistic(Sharpe, 0, Periods, Skewness, Kurtosis) : double.NaN;

    public static DailyRatio Of(ReadOnlySpan<double> excess)
    {
        double deviation = Dispersion.Of(excess);
        return deviation > 0
            ? new(excess, deviation)
            : new()
            {
                Periods = excess.Length,
                Sharpe = double.NaN,
                Sortino = double.NaN,
                Skewness = double.NaN,
                Kurtosis = double.NaN,
            };
    }
}
