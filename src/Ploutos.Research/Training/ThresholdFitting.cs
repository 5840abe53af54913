using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData.Store;

namespace Ploutos.Research.Training;

/// <summary>Fits the thresholds of an ensemble on the validation days of its models in the registry:
/// the percentiles of |score| over the rows that all of them can forecast. Does nothing while an
/// expert has no model.</summary>
public sealed class ThresholdFitting(ModelRegistry registry, EnsembleDefinition ensemble)
{
    /// <summary>Fits and stores the thresholds of the current models.</summary>
    /// <param name="bars">Their bars.</param>
    /// <param name="store">Where the market of the serving forecasters is read.</param>
    /// <param name="testFrom">First day of the test; null for the default.</param>
    /// <param name="acceptSerious">Whether tickers with serious findings are part of the market.</param>
    public void Run(TrainingBars bars, BarStore store, DateOnly? testFrom, bool acceptSerious)
    {
        if (!ensemble.Experts.All(registry.Has))
            return;
        TrainedExpert[] models = [.. ensemble.Experts.Select(registry.Load)];
        Fit(bars, store, models, testFrom, acceptSerious);
    }

    /// <summary>The same for any models of its experts, on the validation days of the newest: none was
    /// trained on them, while the models' own validation days need have none in common.</summary>
    /// <param name="bars">Their bars.</param>
    /// <param name="store">Where the market of the serving forecasters is read.</param>
    /// <param name="models">In the order they vote.</param>
    /// <param name="acceptSerious">Whether tickers with serious findings are part of the market.</param>
    public void Run(TrainingBars bars, BarStore store, TrainedExpert[] models, bool acceptSerious) =>
        Fit(bars, store, models, models.Max(model => model.Card.Days.TestFrom), acceptSerious);

    private void Fit(TrainingBars bars, BarStore store, TrainedExpert[] models, DateOnly? testFrom, bool acceptSerious)
    {
        DateSplit[] splits =
        [
            .. models.Select(m => bars.Split(testFrom, m.Definition.Label.Horizon, m.Card.PurgedWindow)),
        ];
        var days = new DayRange(splits.Min(s => s.Validation.From), splits.Max(s => s.Validation.To));
        MarketFeatures? market = ServingMarkets.Over(store, models, acceptSerious, days)?.Features;
        ExpertTable[] tables = ExpertTable.Build(models, bars.Series, market);
        var vote = new ServedVote(
            models,
            i =>
            {
                ExpertRows rows = tables[i].Validation(splits[i], models[i].Scaler, models[i].Window);
                return (tables[i], rows, r => rows.Sequences.Labels[r] >= 0);
            },
            market
        );
        double[] scores = [.. vote.Rows.Select(row => ensemble.Vote.Score(vote[row]))];
        if (scores.Length > 0)
            registry.SaveThresholds(ensemble.Fit(scores), models, scores.Length, vote.Rows.Max(k => k.Date), ensemble);
    }
}
