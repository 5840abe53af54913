using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts.Serving;

/// <summary>A simpler forecaster on one ticker's bars.</summary>
internal sealed class SimpleTicker
{
    private readonly (LinearForecaster Forecaster, ServingInputs Inputs, FeatureMatrix Features)[] _parts;
    private readonly double[] _row;

    public SimpleTicker(ModelServing simple, BarSeries bars)
    {
        _parts =
        [
            .. simple.Parts.Select(part =>
            {
                ServingInputs inputs = ServingInputs.Of(part.Inputs);
                return (part, inputs, inputs.Set.Compute(bars));
            }),
        ];
        _row = new double[_parts.Length == 0 ? 0 : _parts.Max(p => p.Forecaster.Names.Count)];
    }

    /// <summary>Log-odds at a bar, by the first part whose inputs hold there; NaN where one that it
    /// needs is missing.</summary>
    public double LogOdds(int bar, MarketFeatures? market) =>
        PartAt(bar, market) is { } part ? part.LogOdds(_row) : double.NaN;

    /// <summary>The part that forecasts a bar, its inputs in <see cref="Row"/>; null where none
    /// does.</summary>
    public LinearForecaster? PartAt(int bar, MarketFeatures? market)
    {
        foreach ((LinearForecaster forecaster, ServingInputs inputs, FeatureMatrix features) in _parts)
            if (inputs.Copy(features, bar, market, _row))
                return forecaster;
        return null;
    }

    /// <summary>The inputs of the bar asked for last.</summary>
    public ReadOnlySpan<double> Row => _row;
}
