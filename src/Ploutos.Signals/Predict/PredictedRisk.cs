using Ploutos.Experts.Risk;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Signals.Risk;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Predict;

/// <summary>The forecast of risk that goes with a signal. A risk model that is not there, or can
/// forecast nothing, never keeps the signal back.</summary>
internal sealed class PredictedRisk(WorkspaceFolder workspace, BarStore store, SeriousRule rule)
{
    /// <summary>The forecast from the last of these bars; null where there is none.</summary>
    /// <param name="bars">The ticker's bars up to the day of the signal.</param>
    /// <param name="served">The market that the vote saw; null where no serving forecaster reads
    /// one.</param>
    /// <param name="notes">Is given the reason why there is none.</param>
    public RiskReport? Of(BarSeries bars, ServingMarket? served, List<string> notes)
    {
        var registry = new RiskRegistry(workspace.ModelsFolder);
        if (!registry.Exists || bars.Count == 0)
            return null;
        try
        {
            RiskModel model = registry.Load();
            RiskModelAtHand.RequireOrigin(model, bars);
            IReadOnlyList<SeriousFinding> findings = rule.Require(
                bars,
                RiskTable.RequiredBars + 1,
                $"A risk forecast of {bars.Ticker}"
            );
            MarketFeatures market = served?.Features ?? MarketOf(model, bars);
            return RiskWorkflow.Describe(model, RiskTable.Build([bars], market), [], findings);
        }
        catch (Exception e)
            when (e
                    is PloutosException
                        or MarketDataException
                        or StorageException
                        or InvalidDataException
                        or FileNotFoundException
            )
        {
            notes.Add($"no risk forecast: {e.Message}");
            return null;
        }
    }

    private MarketFeatures MarketOf(RiskModel model, BarSeries bars)
    {
        HashSet<string> stored = [.. store.List().Where(t => t.Origin == bars.Origin).Select(t => t.Ticker)];
        ReadableBars read = store.ReadEach(model.Card.Data.Tickers.Where(stored.Contains));
        return ServingMarkets.Of(read.Series).On(rule, bars.Dates[^1]).Features;
    }
}
