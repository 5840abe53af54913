using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Drift;

/// <summary>Holds the last 60 trading days against the training: each feature over the
/// tickers that the model was trained on, and each expert's probabilities over the stored
/// signals.</summary>
internal sealed class DriftMonitor(ModelRegistry registry, BarStore store, SignalStore signals)
{
    /// <summary>Below this, a population stability index is never called drift.</summary>
    public const double LeastPsi = 0.25;

    /// <summary>Fewer recent rows say nothing.</summary>
    private const int LeastRows = 60;

    /// <summary>Every feature and every expert's probabilities, up to a day. Models without a
    /// sketch are left out.</summary>
    public IReadOnlyList<FeatureDrift> Run(IReadOnlyList<TrainedExpert> models, DateOnly day)
    {
        BarSeries[] bars = Bars(models, day);
        FeatureSet[] sets = [.. models.Select(m => m.Definition.Features)];
        MarketFeatures? market = models.Any(m => m.Definition.NeedsMarket) ? MarketFeatures.Compute(bars) : null;
        MarketFeatures?[] markets = [.. models.Select(m => m.InputMarket(market))];
        FeatureMatrix[][] features =
        [
            .. bars.Select(b => FeatureSet.ComputeNewest(b, QuantileSketch.WindowDays, markets, sets)),
        ];
        IReadOnlyList<StoredSignal> recent = signals.History(
            from: day.AddDays(-QuantileSketch.WindowDays * 3 / 2),
            to: day
        );
        var drifts = new List<FeatureDrift>();
        for (int m = 0; m < models.Count; m++)
        {
            ExpertDefinition expert = models[m].Definition;
            if (ReferenceDistribution.Read(registry, expert) is not { } sketch)
                continue;
            (FeatureMatrix, RowRange, int[])[] rows =
            [
                .. features.Select(f =>
                    (
                        f[m],
                        new RowRange(Math.Max(0, f[m].Rows - QuantileSketch.WindowDays), f[m].Rows),
                        f[m].CompleteRuns()
                    )
                ),
            ];
            for (int j = 0; j < sketch.Features.Count; j++)
                Add(expert, sketch.Features[j], [.. ReferenceDistribution.ByDay(rows, j).SelectMany(d => d)]);
            Add(
                expert,
                sketch.Probability,
                [
                    .. recent
                        .SelectMany(s => s.Record.Experts)
                        .Where(e => e.Expert == expert.Name && e.Version == models[m].Card.Version)
                        .Select(e => e.Probability),
                ]
            );
        }

        return drifts;

        void Add(ExpertDefinition expert, QuantileSketch sketch, double[] values)
        {
            if (values.Length < LeastRows)
                return;
            Array.Sort(values);
            (double psi, double ks) = (sketch.Psi(values), sketch.Ks(values));
            double psiLimit = Math.Max(LeastPsi, sketch.PsiLimit);
            drifts.Add(
                new()
                {
                    Expert = expert.Name,
                    Feature = sketch.Name,
                    Rows = values.Length,
                    Psi = psi,
                    PsiLimit = psiLimit,
                    Ks = ks,
                    KsLimit = sketch.KsLimit,
                    Drifts = psi > psiLimit && ks > sketch.KsLimit,
                }
            );
        }
    }

    /// <summary>The bars of all tickers that the models were trained on, up to a day.</summary>
    private BarSeries[] Bars(IReadOnlyList<TrainedExpert> models, DateOnly day) =>
        [
            .. store
                .ReadEach(
                    models.SelectMany(m => m.Card.Data.Tickers.Concat(m.MarketTickers)).Distinct().Where(store.Contains)
                )
                .Series.Select(b => b.UpTo(day))
                .Where(b => b.Count > 0),
        ];
}
