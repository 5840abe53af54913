using Ploutos.Experts.Data;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.Neural;

namespace Ploutos.Experts;

/// <summary>Several trained experts on one series: features once, then each network on the newest
/// bars. Holds buffers: one thread at a time.</summary>
public sealed class ExpertForecaster
{
    private readonly TrainedExpert[] _experts;
    private readonly FeatureSet[] _sets;
    private readonly int[] _network;
    private readonly int _longest;
    private readonly InferenceNetwork?[] _networks;
    private readonly float[][] _inputs;
    private readonly float[] _logits0;
    private readonly float[] _logits1;

    /// <summary>Prepares the networks.</summary>
    public ExpertForecaster(IReadOnlyList<TrainedExpert> experts)
        : this(experts, [.. experts.Select(e => e.Parameters is { } p ? new InferenceNetwork(p, e.Window) : null)]) { }

    private ExpertForecaster(IReadOnlyList<TrainedExpert> experts, InferenceNetwork?[] networks)
    {
        _experts = [.. experts];
        // A simpler forecaster computes its own inputs; those of the network are not looked at.
        _network =
        [
            .. Enumerable
                .Range(0, experts.Count)
                .Where(i => experts[i].Simple is null || experts[i].Definition.Features.NeedsMarket),
        ];
        _sets = [.. _network.Select(i => experts[i].Definition.Features)];
        _networks = networks;
        _inputs = [.. experts.Select(e => new float[e.Window * e.Definition.Features.Count])];
        _longest = experts.Max(e => e.Window);
        (_logits0, _logits1) = (new float[_longest], new float[_longest]);
    }

    /// <summary>The same experts for another thread: the weights are shared, the buffers are
    /// its own.</summary>
    public ExpertForecaster Share() => new(_experts, [.. _networks.Select(n => n?.Share())]);

    /// <summary>The experts, in the order of the results.</summary>
    public IReadOnlyList<TrainedExpert> Experts => _experts;

    /// <summary>Bars that a series needs for all experts.</summary>
    public int RequiredBars => _experts.Max(e => e.RequiredBars);

    /// <summary>Calibrated probability of class 1 of each expert at the series' last bar, by its
    /// serving forecaster; the base rate where an input of a simpler forecaster that serves is
    /// missing.</summary>
    /// <param name="bars">At least <see cref="RequiredBars"/> bars.</param>
    /// <param name="probabilities">[experts], written.</param>
    /// <param name="market">The market of serving forecasters that read one; without it they rest on
    /// the ticker's own inputs.</param>
    /// <param name="abstains">[experts], written: whether an expert's probability is its base rate, without
    /// conviction. Empty for not asked.</param>
    /// <exception cref="ArgumentException">Too few bars, or a feature of a serving network is missing in
    /// the last window.</exception>
    public void Predict(
        BarSeries bars,
        Span<double> probabilities,
        MarketFeatures? market = null,
        Span<bool> abstains = default
    )
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Count < RequiredBars)
            throw new ArgumentException(
                $"{bars.Ticker} must have at least {RequiredBars} bars for the experts' features and windows, but has"
                    + $" {bars.Count}. Import older bars.",
                nameof(bars)
            );
        MarketFeatures?[] seen = Array.ConvertAll(_experts, e => e.InputMarket(market));
        MarketFeatures?[] seenByNetworks = Array.ConvertAll(_network, i => seen[i]);
        FeatureMatrix[] features = FeatureSet.ComputeNewest(bars, _longest, seenByNetworks, _sets);
        for (int i = 0; i < _experts.Length; i++)
        {
            bool isBaseRate = _experts[i].Abstains;
            probabilities[i] = _experts[i].Simple is { } simple
                ? Simple(simple, bars, market?.Of(simple.Market), seen[i], out isBaseRate)
                : Predict(i, features[Array.IndexOf(_network, i)]);
            if (!abstains.IsEmpty)
                abstains[i] = isBaseRate;
        }
    }

    private static double Simple(
        ModelServing simple,
        BarSeries bars,
        MarketFeatures? market,
        MarketFeatures? inputs,
        out bool isBaseRate
    )
    {
        (double logOdds, isBaseRate) = new SimpleTicker(simple, bars, inputs, newest: 1).At(bars.Count - 1, market);
        return isBaseRate ? simple.BaseRate : LinearForecaster.Probability(logOdds);
    }

    private double Predict(int expert, FeatureMatrix features)
    {
        TrainedExpert model = _experts[expert];
        int window = model.Window;
        NewestWindow.Write(model, features, _inputs[expert]);
        _networks[expert]!.Run(_inputs[expert], 1, window, _logits0, _logits1);
        return model.Calibrator.Probability((double)_logits1[window - 1] - _logits0[window - 1]);
    }
}
