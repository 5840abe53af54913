using Ploutos.MarketData.Figures;

namespace Ploutos.Experts.Metrics;

/// <summary>One forecaster held against another on the same rows.</summary>
/// <param name="Name">The other.</param>
/// <param name="AucGain">AUC less the other's: above 0 the first is better.</param>
/// <param name="LogLossGain">The other's log-loss less the first's: above 0 the first is
/// better.</param>
/// <param name="AucPValue">Of the gain in AUC, corrected for the number of comparisons
/// (<see cref="Holm"/>).</param>
/// <param name="LogLossPValue">Of the gain in log-loss, corrected in the same way.</param>
public sealed record PairedComparison(
    string Name,
    Estimate AucGain,
    Estimate LogLossGain,
    double AucPValue,
    double LogLossPValue
)
{
    /// <summary>Whether the first is better in both at a level, after the correction.</summary>
    public bool IsBetter(double level) =>
        AucGain.Value > 0 && LogLossGain.Value > 0 && AucPValue <= level && LogLossPValue <= level;

    /// <summary>Whether the first is worse in either at a level, after the correction.</summary>
    public bool IsWorse(double level) =>
        (AucGain.Value < 0 && AucPValue <= level) || (LogLossGain.Value < 0 && LogLossPValue <= level);

    /// <summary>Holds a forecaster against several on the same rows. All gains in AUC and in
    /// log-loss together are one family of comparisons: their p-values are corrected by
    /// Holm's method for twice as many comparisons as there are others.</summary>
    /// <param name="forecasts">The forecaster.</param>
    /// <param name="others">The others by name, about the same rows in the same order.</param>
    /// <param name="options">How days are drawn; the same draws serve all comparisons.</param>
    /// <param name="ranking">The forecaster before its calibration, for the AUC, which a calibration
    /// without slope would hide; null for the forecasts themselves.</param>
    public static IReadOnlyList<PairedComparison> Of(
        Forecasts forecasts,
        IReadOnlyList<(string Name, Forecasts Forecasts)> others,
        BootstrapOptions? options = null,
        Forecasts? ranking = null
    )
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(others);
        (Estimate Gain, double PValue)[] auc =
            [
                .. others.Select(o =>
                    BlockBootstrap.TestedDifference(Metric.Auc, ranking ?? forecasts, o.Forecasts, options)
                ),
            ],
            loss =
            [.. others.Select(o => BlockBootstrap.TestedDifference(Metric.LogLoss, o.Forecasts, forecasts, options))];
        double[] p = Holm.Adjust([.. auc.Select(e => e.PValue), .. loss.Select(e => e.PValue)]);
        return
        [
            .. others.Select(
                (o, i) => new PairedComparison(o.Name, auc[i].Gain, loss[i].Gain, p[i], p[others.Count + i])
            ),
        ];
    }
}
