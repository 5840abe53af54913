using Ploutos.Experts.Foreign;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts.Serving;

/// <summary>What a simpler forecaster serves at one bar.</summary>
/// <param name="LogOdds">Of class 1; NaN where nothing is said.</param>
/// <param name="Abstains">Whether they are the base rate's, without conviction.</param>
internal readonly record struct SimpleForecast(double LogOdds, bool Abstains);

/// <summary>A simpler forecaster on one ticker's bars.</summary>
internal sealed class SimpleTicker
{
    private readonly (LinearForecaster Forecaster, ServingInputs Inputs, FeatureMatrix Features)[] _parts;
    private readonly double[] _row;
    private readonly double[]? _level;
    private readonly int _firstLevel;
    private readonly ModelServing _simple;
    private readonly ForeignTicker? _foreign;

    /// <param name="simple">The forecaster.</param>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="inputs">The market that the expert's own inputs look at; null where they look at
    /// none.</param>
    /// <param name="newest">How many of the newest bars are asked for; null for any bar.</param>
    public SimpleTicker(ModelServing simple, BarSeries bars, MarketFeatures? inputs = null, int? newest = null)
    {
        _simple = simple;
        int rows = Math.Max(1, newest ?? bars.Count);
        _parts =
        [
            .. simple.Parts.Select(part =>
            {
                ServingInputs read = part.Source;
                return (part, read, FeatureSet.ComputeNewest(bars, rows, [inputs], read.Set)[0]);
            }),
        ];
        _foreign = simple.Foreign is { } foreign ? new(foreign, bars, inputs) : null;
        // The risk model compares with the usual level, which is the same for every horizon.
        _level = simple.Forecaster == ModelServing.Risk ? VolatilityEstimates.UsualLevel(bars, rows) : null;
        _firstLevel = bars.Count - (_level?.Length ?? 0);
        _row = new double[_parts.Length == 0 ? 0 : _parts.Max(p => p.Forecaster.Names.Count)];
    }

    /// <summary>What is served at a bar: the log-odds of the first part whose inputs hold there. Where an
    /// input that it needs is missing, or a series that does not move has no usual level that the risk model
    /// could compare with, the base rate stands in and has no conviction, as on the folds
    /// that chose the forecaster. NaN before the series has the bars that the parts require.</summary>
    public SimpleForecast At(int bar, MarketFeatures? market)
    {
        bool isSilent = _simple.Abstains || !(_level is null || _level[bar - _firstLevel] > 0);
        double logOdds =
            isSilent ? double.NaN
            : _foreign is not null ? _foreign.LogOdds(bar)
            : PartAt(bar, market)?.LogOdds(_row) ?? double.NaN;
        return double.IsNaN(logOdds) && bar + 1 >= _simple.RequiredBars
            ? new(_simple.BaseLogOdds, true)
            : new(logOdds, false);
    }

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
