using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Training;

namespace Ploutos.Research.Proof;

/// <summary>Holds figures against that of chance: AUCs against a coin's, 0.5.</summary>
internal static class CoinToss
{
    /// <summary>AUC of a coin toss.</summary>
    public const double Auc0 = 0.5;

    /// <summary>Standard errors on each side: a true coin falls outside once in 370.</summary>
    private const double Errors = 3;

    /// <summary>Share of a normal distribution within three standard errors.</summary>
    public const double Level = 0.9973;

    /// <summary>An AUC with the spread of its days.</summary>
    public static Estimate Auc(Forecasts ranking, int blockDays, int resamples) =>
        BlockBootstrap.Interval(
            Metric.Auc,
            ranking,
            new()
            {
                BlockDays = blockDays,
                Resamples = resamples,
                Level = Level,
            }
        );

    /// <summary>One standard error, from the interval's width.</summary>
    public static double StandardError(Estimate estimate) => (estimate.High - estimate.Low) / (2 * Errors);

    /// <summary>Mean of independent estimates at <see cref="Level"/>, with three standard errors on each
    /// side.</summary>
    public static ProofFigure Mean(
        string subject,
        string name,
        IReadOnlyList<Estimate> estimates,
        double expected = Auc0
    )
    {
        double mean = estimates.Average(a => a.Value),
            error = Math.Sqrt(estimates.Sum(a => StandardError(a) * StandardError(a))) / estimates.Count;
        return new(subject, name, mean, mean - Errors * error, mean + Errors * error, expected);
    }
}
