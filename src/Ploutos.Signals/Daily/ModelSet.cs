using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;

namespace Ploutos.Signals.Daily;

/// <summary>Three models that vote together, with their thresholds. Holds buffers: one thread at a
/// time.</summary>
internal sealed class ModelSet
{
    private ModelSet(TrainedExpert[] models, VoteThresholds thresholds, bool fitted)
    {
        (Models, Thresholds, IsFitted) = (models, thresholds, fitted);
        Forecaster = new(models);
    }

    /// <summary>momentum, reversion, volatility.</summary>
    public IReadOnlyList<TrainedExpert> Models { get; }

    /// <summary>The vote's thresholds.</summary>
    public VoteThresholds Thresholds { get; }

    /// <summary>Whether they were fitted for exactly these models.</summary>
    public bool IsFitted { get; }

    /// <summary>The models, ready to foretell.</summary>
    public ExpertForecaster Forecaster { get; }

    /// <summary>The same models with the thresholds that a record names.</summary>
    public ModelSet With(double weak, double strong) =>
        new([.. Models], new VoteThresholds(weak, strong), fitted: false);

    /// <summary>The models that predict now.</summary>
    /// <exception cref="FileNotFoundException">A model is missing, or the thresholds are.</exception>
    /// <exception cref="InvalidDataException">One is broken.</exception>
    public static ModelSet Current(ModelRegistry registry)
    {
        TrainedExpert[] models = [.. ExpertDefinition.All.Select(registry.Load)];
        (VoteThresholds thresholds, bool fitted) =
            registry.LoadThresholds(models)
            ?? throw new FileNotFoundException(
                "There are no thresholds of the vote yet. Train all three experts: ploutos train."
            );
        return new(models, thresholds, fitted);
    }

    /// <summary>A set of named versions.</summary>
    /// <inheritdoc cref="Current"/>
    public static ModelSet Of(ModelRegistry registry, IReadOnlyDictionary<string, string> versions)
    {
        TrainedExpert[] models = [.. ExpertDefinition.All.Select(e => registry.Versions.Load(e, versions[e.Name]))];
        (VoteThresholds thresholds, bool fitted) =
            registry.LoadThresholds(models)
            ?? throw new FileNotFoundException("There are no thresholds of the vote for these models.");
        return new(models, thresholds, fitted);
    }
}
