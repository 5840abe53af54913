using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts;

/// <summary>Models that vote together, with their thresholds. Any number of threads may ask at
/// once: the weights are in memory once, and each thread has buffers of its own.</summary>
public sealed class Ensemble
{
    private readonly ExpertForecaster _first;
    private readonly ConcurrentBag<ExpertForecaster> _idle;

    private Ensemble(
        EnsembleDefinition definition,
        ExpertForecaster forecaster,
        VoteThresholds thresholds,
        bool isFitted
    )
    {
        (Definition, _first, _idle) = (definition, forecaster, [forecaster]);
        (Thresholds, IsFitted) = (thresholds, isFitted);
        Versions = Models.ToDictionary(m => m.Definition.Name, m => m.Card.Version);
        Market = [.. Models.SelectMany(m => m.Simple?.Market ?? []).Distinct()];
    }

    /// <summary>Who votes, with which weight and by which rule.</summary>
    public EnsembleDefinition Definition { get; }

    /// <summary>The models in the order they vote; in the published ensemble momentum, reversion,
    /// volatility.</summary>
    public IReadOnlyList<TrainedExpert> Models => _first.Experts;

    /// <summary>The version of each expert, by its name.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; }

    /// <summary>Tickers of the market that a serving forecaster reads; empty where none
    /// does.</summary>
    public IReadOnlyList<string> Market { get; }

    /// <summary>The thresholds of the vote.</summary>
    public VoteThresholds Thresholds { get; }

    /// <summary>Whether the thresholds were fitted for exactly these models.</summary>
    public bool IsFitted { get; }

    /// <summary>Bars that a series needs for all of them.</summary>
    public int RequiredBars => _first.RequiredBars;

    /// <summary>Whether one of the models learned from simulated bars.</summary>
    public bool IsSimulated => Models.Any(m => m.Card.Simulated);

    /// <summary>The models that predict now, or a set of named versions.</summary>
    /// <param name="registry">Where the models are.</param>
    /// <param name="ensemble">Who votes; null for the published one.</param>
    /// <param name="versions">A version of each expert, by its name; null for the current ones.</param>
    /// <exception cref="FileNotFoundException">A model is missing, or the thresholds are.</exception>
    /// <exception cref="InvalidDataException">A model is broken.</exception>
    public static Ensemble Load(
        ModelRegistry registry,
        EnsembleDefinition? ensemble = null,
        IReadOnlyDictionary<string, string>? versions = null
    )
    {
        ArgumentNullException.ThrowIfNull(registry);
        ensemble ??= EnsembleDefinition.Published;
        TrainedExpert[] models =
        [
            .. ensemble.Experts.Select(e =>
                versions is null ? registry.Load(e) : registry.Versions.Load(e, versions[e.Name])
            ),
        ];
        if (registry.LoadThresholds(models, ensemble) is not var (thresholds, isFitted, lastDay))
            throw new NoModelException(
                null,
                ensemble.IsPublished
                    ? "There are no thresholds of the vote yet. Train all three experts."
                    : $"There are no thresholds of the ensemble '{ensemble.Name}' for these models yet. A training of"
                        + " one of its experts, a prediction and the daily run fit them."
            );
        return new(ensemble, new([.. models.Select(m => m with { ThresholdsTo = lastDay })]), thresholds, isFitted);
    }

    /// <summary>The same models with other thresholds.</summary>
    public Ensemble With(VoteThresholds thresholds) => new(Definition, _first.Share(), thresholds, isFitted: false);

    /// <summary>The gated decision of a series' last bar.</summary>
    /// <param name="bars">At least <see cref="RequiredBars"/> bars.</param>
    /// <param name="thresholds">Thresholds for this decision; null for the ensemble's own.</param>
    /// <param name="market">The market of <see cref="Market"/>; null where there is none to
    /// read.</param>
    /// <exception cref="ArgumentException">There are too few bars, or a feature of a serving network is
    /// missing in the last window.</exception>
    public SignalDecision Decide(BarSeries bars, VoteThresholds? thresholds = null, MarketFeatures? market = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentOutOfRangeException.ThrowIfZero(bars.Count);
        bool simulated = bars.Origin == DataOrigin.Simulated;
        DateOnly day = bars.Dates[^1];
        ImmutableArray<string> directional = Definition.Directional;
        return SignalDecision
            .Of(Forecast(bars, market), thresholds ?? Thresholds, Definition.Vote)
            .Gate(
                directional,
                Models.Any(m =>
                    directional.Contains(m.Definition.Name) && SignalGate.Standing(m, simulated, day).Proven
                ),
                Models.All(m => m.IsOutOfSample(day))
            );
    }

    private ExpertProbabilities Forecast(BarSeries bars, MarketFeatures? market)
    {
        if (!_idle.TryTake(out ExpertForecaster? forecaster))
            forecaster = _first.Share();
        try
        {
            double[] p = new double[Models.Count];
            bool[] abstains = new bool[Models.Count];
            forecaster.Predict(bars, p, market, abstains);
            return new ExpertProbabilities(p).Abstaining(abstains);
        }
        finally
        {
            _idle.Add(forecaster);
        }
    }
}
