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
    private readonly InferenceNetwork[] _networks;
    private readonly float[][] _inputs;
    private readonly float[] _logits0;
    private readonly float[] _logits1;

    /// <summary>Prepares the networks.</summary>
    public ExpertForecaster(IReadOnlyList<TrainedExpert> experts)
        : this(experts, [.. experts.Select(e => new InferenceNetwork(e.Parameters, e.Window))]) { }

    private ExpertForecaster(IReadOnlyList<TrainedExpert> experts, InferenceNetwork[] networks)
    {
        _experts = [.. experts];
        _sets = [.. experts.Select(e => e.Definition.Features)];
        _networks = networks;
        _inputs = [.. experts.Select(e => new float[e.Window * e.Definition.Features.Count])];
        int longest = experts.Max(e => e.Window);
        (_logits0, _logits1) = (new float[longest], new float[longest]);
    }

    /// <summary>The same experts for another thread: the weights are shared, the buffers are
    /// its own.</summary>
    public ExpertForecaster Share() => new(_experts, [.. _networks.Select(n => n.Share())]);

    /// <summary>The experts, in the order of the results.</summary>
    public IReadOnlyList<TrainedExpert> Experts => _experts;

    /// <summary>Bars that a series needs for all experts.</summary>
    public int RequiredBars => _experts.Max(e => e.RequiredBars);

    /// <summary>Calibrated probability of class 1 of each expert at the series' last bar, by its
    /// serving forecaster.</summary>
    /// <param name="bars">At least <see cref="RequiredBars"/> bars.</param>
    /// <param name="probabilities">[experts], written.</param>
    /// <param name="market">The market of serving forecasters that read one; without it they rest on
    /// the ticker's own inputs.</param>
    /// <exception cref="ArgumentException">Too few bars, or a feature is missing in the last
    /// window.</exception>
    public void Predict(BarSeries bars, Span<double> probabilities, MarketFeatures? market = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Count < RequiredBars)
            throw new ArgumentException(
                $"{bars.Ticker} must have at least {RequiredBars} bars for the experts' features and windows, but has"
                    + $" {bars.Count}. Import older bars.",
                nameof(bars)
            );
        FeatureMatrix[] features = FeatureSet.Compute(bars, _sets);
        for (int i = 0; i < _experts.Length; i++)
            probabilities[i] = _experts[i].Simple is { } simple
                ? Simple(_experts[i], simple, bars, market)
                : Predict(i, features[i]);
    }

    private static double Simple(TrainedExpert expert, ModelServing simple, BarSeries bars, MarketFeatures? market)
    {
        if (simple.Abstains)
            return simple.BaseRate;
        double logOdds = new SimpleTicker(simple, bars).LogOdds(bars.Count - 1, market);
        return double.IsNaN(logOdds)
            ? throw new ArgumentException(
                $"{bars.Ticker}: an input of the {simple.Forecaster} forecast, which serves the"
                    + $" {expert.Definition.Name} expert, is missing on {bars.Dates[^1]:yyyy-MM-dd}. Check the bars of"
                    + " the last year.",
                nameof(bars)
            )
            : LinearForecaster.Probability(logOdds);
    }

    private double Predict(int expert, FeatureMatrix features)
    {
        TrainedExpert model = _experts[expert];
        int window = model.Window;
        NewestWindow.Write(model, features, _inputs[expert]);
        _networks[expert].Run(_inputs[expert], 1, window, _logits0, _logits1);
        return model.Calibrator.Probability((double)_logits1[window - 1] - _logits0[window - 1]);
    }
}
