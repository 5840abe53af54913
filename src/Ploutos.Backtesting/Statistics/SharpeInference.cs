using MathNet.Numerics.Distributions;

namespace Ploutos.Backtesting.Statistics;

/// <summary>What a Sharpe ratio is worth, given how long the record is, how skewed and fat-tailed
/// its returns are, and how many others were tried. All Sharpe ratios here are per period (a day, a
/// month), not annualised; skewness and kurtosis are those of the population formula, kurtosis 3
/// for normal returns.</summary>
public static class SharpeInference
{
    private const double EulerMascheroni = 0.577215664901532860606512;

    /// <summary>Probability that the true Sharpe ratio lies above a benchmark (Bailey and Lopez de
    /// Prado 2012, "The Sharpe Ratio Efficient Frontier"): Phi((SR - SR*) sqrt(n - 1) / sqrt(1 -
    /// skewness SR + (kurtosis - 1) / 4 SR^2)).</summary>
    /// <param name="sharpe">Observed ratio per period.</param>
    /// <param name="benchmark">The ratio to beat, per period.</param>
    /// <param name="periods">Number of returns, at least 2.</param>
    /// <param name="skewness">Of the returns.</param>
    /// <param name="kurtosis">Of the returns; 3 for a normal distribution.</param>
    /// <returns>0 .. 1; NaN where the ratio is not defined or its error is 0.</returns>
    public static double Probabilistic(double sharpe, double benchmark, int periods, double skewness, double kurtosis)
    {
        double t = Dispersion.Ratio(sharpe - benchmark, StandardError(sharpe, periods, skewness, kurtosis));
        return double.IsFinite(t) ? Normal.CDF(0, 1, t) : double.NaN;
    }

    /// <summary>Standard error of an observed Sharpe ratio with returns that need not be normal
    /// (Mertens 2002). NaN where the ratio is not defined; 0 where returns take two values in just
    /// the proportion that leaves no doubt by this formula, but for rounding.</summary>
    public static double StandardError(double sharpe, int periods, double skewness, double kurtosis)
    {
        if (periods < 2)
            throw new ArgumentOutOfRangeException(
                nameof(periods),
                $"A Sharpe ratio needs at least 2 returns, but got {periods}."
            );
        double factor = VarianceFactor(sharpe, skewness, kurtosis);
        return Math.Sqrt(Math.Abs(factor) < Dispersion.Absolute ? 0 : factor / (periods - 1));
    }

    /// <summary>The largest Sharpe ratio that so many trials without any skill are expected
    /// to show (Bailey and Lopez de Prado 2014, "The Deflated Sharpe Ratio"): sqrt(V) ((1 - g)
    /// Z(1 - 1/N) + g Z(1 - 1/(N e))), with g the Euler-Mascheroni constant. One trial expects
    /// 0.</summary>
    /// <param name="trials">Independent trials, at least 1.</param>
    /// <param name="variance">Variance of the trials' Sharpe ratios, per period.</param>
    public static double ExpectedMaximum(int trials, double variance)
    {
        if (trials < 1)
            throw new ArgumentOutOfRangeException(nameof(trials), $"There must be at least 1 trial, but got {trials}.");
        if (!(variance >= 0))
            throw new ArgumentOutOfRangeException(
                nameof(variance),
                $"The variance of the trials' Sharpe ratios must be 0 or more, but got {variance}."
            );
        if (trials == 1)
            return 0;
        return Math.Sqrt(variance)
            * (
                (1 - EulerMascheroni) * Normal.InvCDF(0, 1, 1 - 1.0 / trials)
                + EulerMascheroni * Normal.InvCDF(0, 1, 1 - 1 / (trials * Math.E))
            );
    }

    /// <summary>The deflated Sharpe ratio (2014): the probability that the true ratio lies above
    /// what the best of all trials would show by luck. NaN where <see cref="Probabilistic"/>
    /// is.</summary>
    public static double Deflated(
        double sharpe,
        int periods,
        double skewness,
        double kurtosis,
        int trials,
        double variance
    ) => Probabilistic(sharpe, ExpectedMaximum(trials, variance), periods, skewness, kurtosis);

    /// <summary>Returns that are needed for <see cref="Probabilistic"/> to reach a confidence
    /// (2012); infinite where the benchmark is not beaten, or a ratio is not defined.</summary>
    public static double MinimumTrackRecord(
        double sharpe,
        double benchmark,
        double skewness,
        double kurtosis,
        double confidence = 0.95
    )
    {
        if (!(sharpe > benchmark))
            return double.PositiveInfinity;
        double z = Normal.InvCDF(0, 1, confidence) / (sharpe - benchmark);
        return 1 + VarianceFactor(sharpe, skewness, kurtosis) * z * z;
    }

    private static double VarianceFactor(double sharpe, double skewness, double kurtosis) =>
        1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
}
