using System.Collections.Concurrent;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts;

/// <summary>Three models that vote together, with their thresholds. Any number of threads may ask at
/// once: the weights are in memory once, and each thread has buffers of its own.</summary>
public sealed class Ensemble
{
    private readonly ExpertForecaster _first;
    private readonly ConcurrentBag<ExpertForecaster> _idle;

    private Ensemble(ExpertForecaster forecaster, VoteThresholds thresholds, bool isFitted)
    {
        (_first, _idle, Thresholds, IsFitted) = (forecaster, [forecaster], thresholds, isFitted);
        Versions = Models.ToDictionary(m => m.Definition.Name, m => m.Card.Version);
        Market = [.. Models.SelectMany(m => m.Simple?.Market ?? []).Distinct()];
    }

    /// <summary>momentum, reversion, volatility.</summary>
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

    /// <summary>Bars that a series needs for all three.</summary>
    public int RequiredBars => _first.RequiredBars;

    /// <summary>Whether one of the models learned from simulated bars.</summary>
    public bool IsSimulated => Models.Any(m => m.Card.Simulated);

    /// <summary>The models that predict now.</summary>
    /// <exception cref="FileNotFoundException">A model is missing, or the thresholds are.</exception>
    /// <exception cref="InvalidDataException">A model is broken.</exception>
    public static Ensemble Load(ModelRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return Of(
            registry,
            [.. ExpertDefinition.All.Select(registry.Load)],
            "There are no thresholds of the vote yet. Train all three experts."
        );
    }

    /// <summary>A set of named versions.</summary>
    /// <param name="registry">Where the models are.</param>
    /// <param name="versions">A version of each expert, by its name.</param>
    /// <inheritdoc cref="Load(ModelRegistry)"/>
    public static Ensemble Load(ModelRegistry registry, IReadOnlyDictionary<string, string> versions)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return Of(
            registry,
            [.. ExpertDefinition.All.Select(e => registry.Versions.Load(e, versions[e.Name]))],
            "There are no thresholds of the vote for these models."
        );
    }

    /// <summary>The same models with other thresholds.</summary>
    public Ensemble With(VoteThresholds thresholds) => new(_first.Share(), thresholds, isFitted: false);

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
        return SignalDecision
            .Of(Forecast(bars, market), thresholds ?? Thresholds)
            .Gate(
                SignalGate.Standing(Models[0], simulated, day).Proven,
                SignalGate.Standing(Models[1], simulated, day).Proven,
                Models.All(m => m.IsOutOfSample(day))
            );
    }

    private ExpertProbabilities Forecast(BarSeries bars, MarketFeatures? market)
    {
        if (!_idle.TryTake(out ExpertForecaster? forecaster))
            forecaster = _first.Share();
        try
        {
            Span<double> p = stackalloc double[3];
            Span<bool> abstains = stackalloc bool[3];
            forecaster.Predict(bars, p, market, abstains);
            return new ExpertProbabilities(p[0], p[1], p[2]).Abstaining(abstains);
        }
        finally
        {
            _idle.Add(forecaster);
        }
    }

    private static Ensemble Of(ModelRegistry registry, TrainedExpert[] models, string missing)
    {
        (VoteThresholds thresholds, bool fitted) =
            registry.LoadThresholds(models) ?? throw new NoModelException(null, missing);
        return new(new(models), thresholds, fitted);
    }
}
