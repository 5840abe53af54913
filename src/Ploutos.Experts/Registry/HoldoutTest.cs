using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Registry;

/// <summary>A forecaster held against its baselines on the same rows of later days.</summary>
public static class HoldoutTest
{
    /// <summary>The evidence: AUC and log-loss of each with their intervals, and the gains with p-values
    /// that are corrected for all comparisons (<see cref="Holm"/>).</summary>
    /// <param name="forecasts">The forecaster, at least one row.</param>
    /// <param name="ranking">The same before its calibration, for the AUC, which a calibration without slope
    /// would hide.</param>
    /// <param name="baselines">The baselines, about the same rows in the same order.</param>
    /// <param name="options">How days are drawn.</param>
    public static ModelEvidence Of(
        Forecasts forecasts,
        Forecasts ranking,
        IReadOnlyList<(string Name, string Description, Forecasts Forecasts)> baselines,
        BootstrapOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(baselines);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<PairedComparison> compared = PairedComparison.Of(
            forecasts,
            [.. baselines.Select(b => (b.Name, b.Forecasts))],
            options,
            ranking
        );
        return new()
        {
            Format = ModelEvidence.CurrentFormat,
            Version = "",
            Kind = ModelEvidence.Holdout,
            From = forecasts.Days[0],
            To = forecasts.Days[^1],
            Days = forecasts.Days.Length,
            Rows = forecasts.Count,
            Level = options.Level,
            Resamples = options.Resamples,
            BlockDays = options.BlockDays,
            Auc = BlockBootstrap.Interval(Metric.Auc, ranking, options),
            LogLoss = BlockBootstrap.Interval(Metric.LogLoss, forecasts, options),
            Baselines =
            [
                .. baselines.Select(
                    (b, i) =>
                        new BaselineEvidence(
                            b.Name,
                            b.Description,
                            BlockBootstrap.Interval(Metric.Auc, b.Forecasts, options),
                            BlockBootstrap.Interval(Metric.LogLoss, b.Forecasts, options),
                            compared[i].AucGain,
                            compared[i].LogLossGain
                        )
                        {
                            AucPValue = compared[i].AucPValue,
                            LogLossPValue = compared[i].LogLossPValue,
                        }
                ),
            ],
        };
    }
}
