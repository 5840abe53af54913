using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.Features.Tables;
using Ploutos.MarketData;

namespace Ploutos.Experts.Baselines;

/// <summary>The inputs of all experts beside each other, and those of the market: 43 and 8 columns.
/// The market's are missing where <see cref="MarketCoverage"/> does not cover the row.</summary>
public sealed class PooledInputs
{
    private readonly IReadOnlyList<BarSeries> _bars;
    private readonly FeatureMatrix[][] _features;
    private readonly MarketFeatures _market;

    private PooledInputs(IReadOnlyList<BarSeries> bars, FeatureMatrix[][] features, MarketFeatures market) =>
        (_bars, _features, _market) = (bars, features, market);

    /// <summary>Number of inputs.</summary>
    public static int Columns { get; } = FeatureSet.All.Sum(s => s.Count) + MarketFeatures.Names.Count;

    /// <summary>Computes them.</summary>
    /// <param name="bars">The tickers, in the order of <see cref="TableRow.Ticker"/>.</param>
    public static PooledInputs Compute(IReadOnlyList<BarSeries> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        FeatureSet[] sets = [.. FeatureSet.All];
        FeatureMatrix[][] features = FeatureTables.Compute(bars, new MarketFeatures?[sets.Length], sets);
        return new(bars, features, MarketFeatures.Compute(bars));
    }

    /// <summary>Writes a row's inputs; NaN where one is missing.</summary>
    /// <param name="row">The bar.</param>
    /// <param name="destination">At least <see cref="Columns"/> values.</param>
    public void CopyRow(TableRow row, Span<double> destination)
    {
        int at = 0;
        foreach (FeatureMatrix matrix in _features[row.Ticker])
        {
            matrix.CopyRow(row.Bar, destination[at..]);
            at += matrix.Columns;
        }

        BarSeries bars = _bars[row.Ticker];
        DateOnly day = bars.Dates[row.Bar];
        if (_market.CoverageOf(bars.Ticker, day) == MarketCoverage.Covered)
            _market.CopyDay(bars.Ticker, day, destination[at..]);
        else
            destination[at..Columns].Fill(double.NaN);
    }
}
