using Ploutos.Experts.Baselines;
using Ploutos.Experts.Foreign;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts;

/// <summary>A model of a file of its own, of another program or boosted trees, on rows of several tickers.
/// Any number of threads may ask at once.</summary>
/// <param name="model">The model.</param>
/// <param name="bars">The tickers.</param>
/// <param name="market">The market that its inputs look at; null where they look at none.</param>
public sealed class ForeignForecasts(ServedForeign model, IReadOnlyList<BarSeries> bars, MarketFeatures? market = null)
{
    /// <summary>The probability of class 1 of each row; NaN where an input is missing, or the model says
    /// nothing.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="InvalidDataException">The model gives what is no probability.</exception>
    public double[] Probabilities(IReadOnlyList<TableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] p = new double[rows.Count];
        foreach (IGrouping<int, int> ticker in Enumerable.Range(0, p.Length).GroupBy(r => rows[r].Ticker))
        {
            ForeignTicker forecaster = new(model, bars[ticker.Key], market);
            foreach (int row in ticker)
                p[row] = forecaster.Probability(rows[row].Bar);
        }

        return p;
    }
}
