using Ploutos.Features.Expressions;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Inputs;

/// <summary>Columns of an expert's inputs that are computed together: expressions over its ticker's own
/// bars, expressions over all tickers of a day, and the market's features.</summary>
internal static class InputBlocks
{
    /// <summary>Bars until the mean range of a year is known, over which the market's features are
    /// held.</summary>
    private const int MarketBars = RiskFeatures.Year;

    /// <summary>The expressions; those that look at all tickers of a day in a block of their own, behind
    /// the others.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="expressions">Any number.</param>
    public static IEnumerable<FeatureBlock> OfExpressions(string name, NamedExpression[] expressions)
    {
        if (expressions.Length == 0)
            return [];
        var all = ExpressionSet.Inputs(name, expressions);
        if (!all.NeedsMarket)
            return [new(all.Names, all.RequiredBars, (bars, _) => all.Compute(bars))];
        ILookup<bool, NamedExpression> parts = expressions.ToLookup(e => ExpressionSet.Inputs(name, e).NeedsMarket);
        var market = ExpressionSet.Inputs(name, parts[true]);
        return
        [
            .. OfExpressions(name, [.. parts[false]]),
            new(market.Names, market.RequiredBars, (bars, seen) => market.Compute(bars, seen!), NeedsMarket: true),
        ];
    }

    /// <summary>The market's features of the ticker's exchange; missing on a day with fewer than
    /// <see cref="MarketFeatures.LeastTickers"/> tickers.</summary>
    /// <param name="names">Some of <see cref="MarketFeatures.Names"/>.</param>
    public static FeatureBlock OfMarket(string[] names)
    {
        int[] columns = [.. names.Select(n => MarketFeatures.Names.ToList().IndexOf(n))];
        return new(names, MarketBars, (bars, market) => Market(bars, market!, names, columns), NeedsMarket: true);
    }

    private static FeatureMatrix Market(BarSeries bars, MarketFeatures market, string[] names, int[] columns)
    {
        double[][] values = [.. names.Select(_ => new double[bars.Count])];
        double[] day = new double[MarketFeatures.Names.Count];
        ExchangeFeatures? exchange = market.ExchangeOf(bars.Ticker);
        for (int t = 0; t < bars.Count; t++)
        {
            bool isCovered = exchange?.CoverageOf(bars.Dates[t]) == MarketCoverage.Covered;
            if (isCovered)
                exchange!.CopyDay(bars.Dates[t], day);
            for (int j = 0; j < columns.Length; j++)
                values[j][t] = isCovered ? day[columns[j]] : double.NaN;
        }

        return new(bars, names, values);
    }
}
