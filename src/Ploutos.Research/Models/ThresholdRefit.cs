using System.Globalization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Models;

/// <summary>Sees to it that the set of versions in place has thresholds of its own: it kept them,
/// or they are fitted now.</summary>
public sealed class ThresholdRefit(WorkspaceFolder workspace, TimeProvider time, EnsembleDefinition ensemble)
{
    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);

    /// <summary>Fits the thresholds where this set of models has none; says what was done, in one
    /// sentence.</summary>
    public string Ensure()
    {
        if (!ensemble.Experts.All(_registry.Has))
            return "there is no full set of models, so the vote has no thresholds";
        TrainedExpert[] models;
        try
        {
            models = [.. ensemble.Experts.Select(_registry.Load)];
        }
        catch (InvalidDataException e)
        {
            return $"another model of the set can't be used: {e.Message}";
        }

        if (_registry.LoadThresholds(models, ensemble) is { FittedForThese: true } own)
            return $"the thresholds of this set of models are in use again: {Text(own.Thresholds)}";
        try
        {
            using BarStore store = new DataWorkflow(workspace, time).OpenStore();
            TrainingBars bars = TrainingBars.Read(store, models[0].Card.Data.Pool);
            new ThresholdFitting(_registry, ensemble).Run(bars, store, models, acceptSerious: false);
        }
        catch (Exception e) when (e is MarketDataException or StorageException or ArgumentException or PloutosException)
        {
            return $"this set of models has no thresholds of its own, and none could be fitted: {e.Message}";
        }

        return _registry.LoadThresholds(models, ensemble) is { FittedForThese: true } fitted
            ? $"the thresholds were fitted for this set of models: {Text(fitted.Thresholds)}"
            : "this set of models has no thresholds of its own: their validation days have no rows in the store";
    }

    private static string Text(VoteThresholds thresholds) =>
        string.Create(CultureInfo.InvariantCulture, $"{thresholds.Weak:F3} and {thresholds.Strong:F3}");
}
