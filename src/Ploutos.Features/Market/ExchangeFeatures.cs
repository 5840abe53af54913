using System.Numerics.Tensors;
using Ploutos.Features.Indicators;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Features.Market;

/// <summary>Features of a day over the tickers of one exchange. A value of a day is the mean over the
/// tickers whose own value is known on that day, hence a ticker that starts late, ends early or misses days
/// simply takes no part on those days. The exchange's days are the union of the tickers' days; windows of
/// the index count these. Uses nothing later than its own day, of any ticker. Memory grows with the number
/// of days, not of tickers. Formulas: docs/risk.md.</summary>
public sealed class ExchangeFeatures
{
    private const int Quarter = 66,
        TickersAtOnce = 16;

    private static readonly int[] s_ranges = [1, 2, 5, 10, 22, 66];
    private static readonly int[] s_returns = [1, 5];
    private readonly DateOnly[] _days;
    private readonly int[] _members;
    private readonly double[][] _columns;
    private readonly HashSet<string> _tickers;

    private ExchangeFeatures(
        string code,
        DateOnly[] days,
        int[] members,
        double[][] columns,
        HashSet<string> tickers
    ) => (Code, _days, _members, _columns, _tickers) = (code, days, members, columns, tickers);

    internal static IReadOnlyList<string> Names { get; } =
        Array.AsReadOnly([
            .. s_ranges.Select(n => $"market_range_{n}"),
            .. s_returns.Select(n => $"market_return_{n}"),
        ]);

    /// <summary>The exchange's code, <c>XPAR</c>; where no calendar is known, the suffix that its tickers
    /// have in common.</summary>
    public string Code { get; }

    /// <summary>Days on which at least one ticker has a bar, ascending.</summary>
    public ReadOnlySpan<DateOnly> Days => _days;

    /// <summary>The tickers that the means are over.</summary>
    public IReadOnlySet<string> Tickers => _tickers;

    /// <summary>Tickers whose range is known on the day; 0 where no ticker has a bar.</summary>
    public int MembersOn(DateOnly day) => Array.BinarySearch(_days, day) is >= 0 and var at ? _members[at] : 0;

    /// <summary>Copies the features of a day, in the order of <see cref="MarketFeatures.Names"/>; NaN where
    /// a window is not full, and for all of a day without bars.</summary>
    public void CopyDay(DateOnly day, Span<double> destination)
    {
        int at = Array.BinarySearch(_days, day);
        for (int j = 0; j < _columns.Length; j++)
            destination[j] = at < 0 ? double.NaN : _columns[j][at];
    }

    /// <summary>Computes the features.</summary>
    /// <param name="code">The exchange.</param>
    /// <param name="tickers">Its tickers, each once, by ticker: their order decides the order of
    /// sums.</param>
    internal static ExchangeFeatures Compute(string code, BarSeries[] tickers)
    {
        DateOnly[] days = TradingCalendar.Union(tickers);
        var means = new DayMeans[s_ranges.Length + 1];
        for (int k = 0; k < means.Length; k++)
            means[k] = new(days.Length);
        foreach (BarSeries[] some in tickers.Chunk(TickersAtOnce))
        {
            var values = new (int[] Day, double[][] Columns)[some.Length];
            Parallel.For(0, some.Length, i => values[i] = Of(some[i], days));
            // The tickers of a mean are added one after the other: their order decides the bits.
            Parallel.For(
                0,
                means.Length,
                k =>
                {
                    foreach ((int[] day, double[][] added) in values)
                        for (int t = 0; t < day.Length; t++)
                            means[k].Add(day[t], added[k][t]);
                }
            );
        }

        double[][] columns = [.. means[..^1].Select(r => r.Means()), .. IndexReturns(means[^1].Means(), s_returns)];
        return new(code, days, means[0].Counts, columns, [.. tickers.Select(b => b.Ticker)]);
    }

    /// <summary>The same with the values of its covered days exchanged at random.</summary>
    internal ExchangeFeatures Shuffled(Random random)
    {
        int[] covered = [.. Enumerable.Range(0, _days.Length).Where(d => _members[d] >= MarketFeatures.LeastTickers)],
            drawn = [.. covered],
            from = [.. Enumerable.Range(0, _days.Length)];
        random.Shuffle(drawn);
        for (int i = 0; i < covered.Length; i++)
            from[covered[i]] = drawn[i];
        return new(Code, _days, _members, Array.ConvertAll(_columns, c => Array.ConvertAll(from, d => c[d])), _tickers);
    }

    internal MarketCoverage CoverageOf(DateOnly day)
    {
        int at = Array.BinarySearch(_days, day);
        return at < 0 ? MarketCoverage.DayOutsideMarket
            : _members[at] < MarketFeatures.LeastTickers ? MarketCoverage.TooFewTickers
            : MarketCoverage.Covered;
    }

    /// <summary>The place of each of a ticker's days among all days, and what it adds to the means of them: its
    /// ranges, and its return last; NaN where it is no member.</summary>
    private static (int[] Day, double[][] Columns) Of(BarSeries bars, DateOnly[] days)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> year = sheet.MeanLogRange(MarketFeatures.Year),
            change = sheet.LogReturn(1);
        int[] day = new int[bars.Count];
        for (int t = 0, d = 0; t < day.Length; t++, d++)
        {
            while (days[d] < bars.Dates[t])
                d++;
            day[t] = d;
        }

        double[][] columns = new double[s_ranges.Length + 1][];
        for (int k = 0; k < columns.Length; k++)
        {
            double[] column = columns[k] = new double[day.Length];
            if (k < s_ranges.Length)
                TensorPrimitives.Subtract(sheet.MeanLogRange(s_ranges[k])[..day.Length], year[..day.Length], column);
            else
                change[..day.Length].CopyTo(column);
            for (int t = 0; bars.Members is not null && t < day.Length; t++)
                column[t] = bars.IsMember(days[day[t]]) ? column[t] : double.NaN;
        }

        return (day, columns);
    }

    /// <summary>Sums of n daily returns of the equal-weighted index, in units of its volatility of
    /// a quarter, -5 .. 5; missing where it did not move.</summary>
    private static IEnumerable<double[]> IndexReturns(double[] index, int[] windows)
    {
        double[] meanSquare = new double[index.Length];
        Rolling.Mean(Array.ConvertAll(index, i => i * i), Quarter, meanSquare);
        foreach (int n in windows)
        {
            double[] y = new double[index.Length];
            Rolling.Sum(index, n, y);
            for (int d = 0; d < y.Length; d++)
                y[d] = Math.Clamp(y[d] / (Math.Sqrt(meanSquare[d]) * Math.Sqrt(n)), -5, 5);
            yield return y;
        }
    }
}
