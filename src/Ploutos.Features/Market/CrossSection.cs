using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Features.Market;

/// <summary>Figures of a day over the tickers that have a value on it, which must be of one exchange: dates
/// of several do not end together. Days are the union of the
/// tickers' days, as in <see cref="MarketFeatures"/>; a day on which fewer than
/// <see cref="MarketFeatures.LeastTickers"/> tickers have one is missing. Uses nothing later than
/// its own day.</summary>
internal sealed class CrossSection
{
    private readonly DateOnly[] _days;
    private readonly IReadOnlyList<BarSeries> _market;

    /// <param name="market">The series, each ticker once. Their order decides the order of sums:
    /// give them by ticker.</param>
    public CrossSection(IReadOnlyList<BarSeries> market) => (_days, _market) = (TradingCalendar.Union(market), market);

    /// <summary>Writes one figure of every day.</summary>
    /// <param name="columns">One column a ticker.</param>
    /// <param name="results">As many columns.</param>
    /// <param name="figure">Replaces a day's known values by their figures, and returns that of a
    /// ticker which has a bar but no value.</param>
    public void Compute(double[][] columns, double[][] results, Func<Memory<double>, double> figure)
    {
        int[] cursor = new int[_market.Count],
            members = new int[_market.Count];
        double[] values = new double[_market.Count];
        foreach (DateOnly day in _days)
        {
            int known = 0;
            for (int i = 0; i < members.Length; i++)
            {
                if (IsOn(i, cursor[i], day) && !double.IsNaN(columns[i][cursor[i]]))
                    (members[known], values[known++]) = (i, columns[i][cursor[i]]);
            }

            bool enough = known >= MarketFeatures.LeastTickers;
            double others = enough ? figure(values.AsMemory(0, known)) : double.NaN;
            for (int i = 0, k = 0; i < members.Length; i++)
            {
                if (!IsOn(i, cursor[i], day))
                    continue;
                bool own = k < known && members[k] == i;
                results[i][cursor[i]++] = own && enough ? values[k] : others;
                k += own ? 1 : 0;
            }
        }
    }

    /// <summary>Whether a ticker has a bar on each of the next days of its market: its bars ahead are then those
    /// days. A day is one of the market's where any of its tickers has a bar.</summary>
    /// <param name="bars">A ticker of the market.</param>
    /// <param name="bar">The bar from which is looked ahead.</param>
    /// <param name="ahead">How many days.</param>
    public bool IsWhole(BarSeries bars, int bar, int ahead) =>
        bar + ahead < bars.Count && PlaceOf(bars.Dates[bar + ahead]) - PlaceOf(bars.Dates[bar]) == ahead;

    /// <summary>Rank among the day's values, ties sharing their mean rank, over their number: above
    /// 0, at most 1.</summary>
    public static double Rank(Memory<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        Span<double> v = values.Span;
        for (int i = 0; i < v.Length; i++)
        {
            int first = Array.BinarySearch(sorted, v[i]),
                end = first + 1;
            while (first > 0 && sorted[first - 1] == v[i])
                first--;
            while (end < sorted.Length && sorted[end] == v[i])
                end++;
            v[i] = 0.5 * (first + 1 + end) / v.Length;
        }

        return double.NaN;
    }

    /// <summary>Mean of the day's values, for every ticker with a bar.</summary>
    public static double Mean(Memory<double> values)
    {
        double mean = MeanOf(values.Span);
        values.Span.Fill(mean);
        return mean;
    }

    /// <summary>Distance from the day's mean in sample deviations (n - 1); NaN where all are
    /// equal.</summary>
    public static double ZScore(Memory<double> values)
    {
        Span<double> v = values.Span;
        double mean = MeanOf(v),
            squares = 0;
        foreach (double x in v)
            squares += (x - mean) * (x - mean);
        double deviation = Math.Sqrt(squares / (v.Length - 1));
        for (int i = 0; i < v.Length; i++)
            v[i] = deviation > 0 ? (v[i] - mean) / deviation : double.NaN;
        return double.NaN;
    }

    // Relative to one of them, so that equal values have exactly their value as mean.
    private static double MeanOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double x in values)
            sum += x - values[0];
        return values[0] + sum / values.Length;
    }

    private int PlaceOf(DateOnly day) => Array.BinarySearch(_days, day);

    private bool IsOn(int ticker, int row, DateOnly day) =>
        row < _market[ticker].Count && _market[ticker].Dates[row] == day;
}
