using Ploutos.Experts.Definitions;
using Ploutos.Features.Labels;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Research.Training;

/// <summary>On simulated bars the best accuracy there can be is known: the market is made again,
/// and asked.</summary>
internal static class SimulatedUpperBound
{
    /// <summary>The best accuracy on rows of these days; null for observed bars, other markets, and
    /// labels that the market's law is not about.</summary>
    public static double? BestAccuracy(TrainingBars bars, ExpertDefinition expert, DateOnly from, DateOnly to)
    {
        if (expert.Label.Kind != LabelKind.Up || SimulatedMarket.Find(bars.Source) is not { } market)
            return null;
        return SameBars(market.Series, bars.Series)
            ? market.BestPredictor(expert.Label.Horizon).Accuracy(from, to).Realised
            : null;
    }

    private static bool SameBars(IReadOnlyList<BarSeries> made, IReadOnlyList<BarSeries> trained) =>
        made.Count == trained.Count
        && made.Zip(trained).All(p => p.First.Ticker == p.Second.Ticker && p.First.Close.SequenceEqual(p.Second.Close));
}
