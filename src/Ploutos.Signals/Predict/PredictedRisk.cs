using Ploutos.Experts.Risk;
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
    /// <param name="served">The markets that were read for the vote, whose bars serve again; null where no
    /// serving forecaster reads one.</param>
    /// <param name="notes">Is given the reason why there is none.</param>
    public RiskReport? Of(BarSeries bars, ServingMarkets? served, List<string> notes)
    {
        var registry = new RiskRegistry(workspace.ModelsFolder);
        if (!registry.Exists || bars.Count == 0)
            return null;
        try
        {
            RiskModel model = registry.Load();
            RiskModelAtHand.RequireOrigin(model, bars);
            return RiskMarkets.Read(store, model, read: served).Report(bars, rule, []);
        }
        catch (Exception e)
            when (e
                    is PloutosException
                        or ArgumentException
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
}
