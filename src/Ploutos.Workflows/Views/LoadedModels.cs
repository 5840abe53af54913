using System.Collections.Concurrent;
using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>The three models in memory with their thresholds, and a forecaster for each thread that
/// asks; the weights are there once.</summary>
internal sealed class LoadedModels
{
    private readonly ConcurrentBag<ExpertForecaster> _idle = [];
    private readonly ExpertForecaster _first;

    private LoadedModels(TrainedExpert[] models, VoteThresholds thresholds, bool areForThese)
    {
        (Models, Thresholds, AreForThese, _first) = (models, thresholds, areForThese, new(models));
    }

    /// <summary>momentum, reversion, volatility.</summary>
    public IReadOnlyList<TrainedExpert> Models { get; }

    /// <summary>Of the vote.</summary>
    public VoteThresholds Thresholds { get; }

    /// <summary>The thresholds were fitted for exactly these models.</summary>
    public bool AreForThese { get; }

    /// <summary>Reads what lies in the workspace.</summary>
    /// <exception cref="ViewException">A model is missing or can't be used.</exception>
    public static LoadedModels Load(WorkspaceFolder workspace)
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        try
        {
            TrainedExpert[] models = [.. ExpertDefinition.All.Select(registry.Load)];
            (VoteThresholds thresholds, bool same) =
                registry.LoadThresholds(models)
                ?? throw new FileNotFoundException(
                    "There are no thresholds of the vote yet. Train all three experts: ploutos train."
                );
            return new(models, thresholds, same);
        }
        catch (FileNotFoundException e)
        {
            throw new ViewException(ViewFault.NoModels, e.Message, e);
        }
        catch (Exception e)
            when (e is InvalidDataException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ViewException(ViewFault.ModelBroken, e.Message, e);
        }
    }

    /// <summary>Forecasts with buffers that no other thread uses meanwhile.</summary>
    public T Forecast<T>(Func<ExpertForecaster, T> work)
    {
        if (!_idle.TryTake(out ExpertForecaster? forecaster))
            forecaster = _first.Share();
        try
        {
            return work(forecaster);
        }
        finally
        {
            _idle.Add(forecaster);
        }
    }
}
