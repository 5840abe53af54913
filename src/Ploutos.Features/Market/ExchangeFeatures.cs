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
        TickersAtOnce = 16,
        NewestDays = 22;

    private static readonly int[] s_ranges = [1, 2, 5, 10, 22, 66];
    private static readonly int[] s_returns = [1, 5];
    private readonly DateOnly[] _days;
    private readonly int[] _members;
    private readonly double[][] _columns;
    private readonly HashSet<string> _tickers;

    // Of all days, where this holds the newest alone; computed for whoever asks for an earlier day.
    private readonly Lazy<ExchangeFeatures>? _whole;

    private ExchangeFeatures(
        string code,
        DateOnly[] days,
        int[] members,
        double[][] columns,
        HashSet<string> tickers,
        Lazy<ExchangeFeatures>? whole = null
    ) => (Code, _days, _members, _columns, _tickers, _whole) = (code, days, members, columns, tickers, whole);

    internal static IReadOnlyList<string> Names { get; } =
        Array.AsReadOnly([
            .. s_ranges.Select(n => $"market_range_{n}"),
            .. s_returns.Select(n => $"market_return_{n}"),
        ]);

    /// <summary>The exchange's code, <c>XPAR</c>; where no calendar is known, the suffix that its tickers
    /// have in common.</summary>
    public string Code { get; }

    /// <summary>Days on which at least one ticker has a bar, ascending.</summary>
    public ReadOnlySpan<DateOnly> Days => Whole._days;

    /// <summary>The tickers that the means are over.</summary>
    public IReadOnlySet<string> Tickers => _tickers;

    private ExchangeFeatures Whole => _whole?.Value ?? this;

    /// <summary>Tickers whose range is known on the day; 0 where no ticker has a bar.</summary>
    public int MembersOn(DateOnly day)
    {
        ExchangeFeatures holds = Holding(day);
        return Array.BinarySearch(holds._days, day) is >= 0 and var at ? holds._members[at] : 0;
    }

    /// <summary>Copies the features of a day, in the order of <see cref="MarketFeatures.Names"/>; NaN where
    /// a window is not full, and for all of a day without bars.</summary>
    public void CopyDay(DateOnly day, Span<double> destination)
    {
        ExchangeFeatures holds = Holding(day);
        int at = Array.BinarySearch(holds._days, day);
        for (int j = 0; j < _columns.Length; j++)
            destination[j] = at < 0 ? double.NaN : holds._columns[j][at];
    }

    /// <summary>Computes the features.</summary>
    /// <param name="code">The exchange.</param>
    /// <param name="tickers">Its tickers, each once, by ticker: their order decides the order of
    /// sums.</param>
    internal static ExchangeFeatures Compute(string code, BarSeries[] tickers) =>
        From(code, tickers, TradingCalendar.Union(tickers), before: 0);

    /// <summary>The same to the last bit; computes the newest days now, and all of them when somebody asks for
    /// an earlier one.</summary>
    /// <param name="code">The exchange.</param>
    /// <param name="tickers">Its tickers, each once, by ticker.</param>
    internal static ExchangeFeatures ComputeNewest(string code, BarSeries[] tickers)
    {
        DateOnly[] days = TradingCalendar.Union(tickers);
        // A sum over a window has its bits from twice the window on.
        const int spare = 2 * Quarter;
        int before = days.Length - NewestDays - spare;
        if (before <= 0)
            return From(code, tickers, days, before: 0);
        ExchangeFeatures some = From(code, tickers, days, before);
        return new(
            code,
            some._days[spare..],
            some._members[spare..],
            Array.ConvertAll(some._columns, c => c[spare..]),
            some._tickers,
            new(() => From(code, tickers, days, before: 0))
        );
    }

    /// <summary>The features of the days from a place on, of which the first may lack their windows.</summary>
    private static ExchangeFeatures From(string code, BarSeries[] tickers, DateOnly[] allDays, int before)
    {
        DateOnly[] days = allDays[before..];
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

        double[][] columns = [.. means[..^1].Select(r => r.Means()), .. IndexReturns(means[^1].Means(), before)];
        return new(code, days, means[0].Counts, columns, [.. tickers.Select(b => b.Ticker)]);
    }

    /// <summary>The same with the values of its covered days exchanged at random.</summary>
    internal ExchangeFeatures Shuffled(Random random)
    {
        if (_whole is not null)
            return Whole.Shuffled(random);
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
        ExchangeFeatures holds = Holding(day);
        int at = Array.BinarySearch(holds._days, day);
        return at < 0 ? MarketCoverage.DayOutsideMarket
            : holds._members[at] < MarketFeatures.LeastTickers ? MarketCoverage.TooFewTickers
            : MarketCoverage.Covered;
    }

    private ExchangeFeatures Holding(DateOnly day) => day < _days.FirstOrDefault() ? Whole : this;

    /// <summary>The place of each of a ticker's bars among the days, and what it adds to the means of them: its
    /// ranges, and its return last; NaN where it is no member. Bars before the first day add nothing.</summary>
    private static (int[] Day, double[][] Columns) Of(BarSeries bars, DateOnly[] days)
    {
        int first = days.Length == 0 ? 0 : TradingCalendar.FirstNotBefore(bars.Dates, days[0]);
        using var sheet = new IndicatorSheet(bars, Math.Max(0, first - IndicatorSheet.Spare(MarketFeatures.Year)));
        int[] day = new int[bars.Count - first];
        for (int t = 0, d = 0; t < day.Length; t++, d++)
        {
            while (days[d] < bars.Dates[first + t])
                d++;
            day[t] = d;
        }

        double[][] columns = new double[s_ranges.Length + 1][];
        Range rows = (first - sheet.First)..(bars.Count - sheet.First);
        for (int k = 0; k < columns.Length && day.Length > 0; k++)
        {
            double[] column = columns[k] = new double[day.Length];
            if (k < s_ranges.Length)
                TensorPrimitives.Subtract(
                    sheet.MeanLogRange(s_ranges[k])[rows],
                    sheet.MeanLogRange(MarketFeatures.Year)[rows],
                    column
                );
            else
                sheet.LogReturn(1)[rows].CopyTo(column);
            for (int t = 0; bars.Members is not null && t < day.Length; t++)
                column[t] = bars.IsMember(days[day[t]]) ? column[t] : double.NaN;
        }

        return (day, columns);
    }

    /// <summary>Sums of n daily returns of the equal-weighted index, in units of its volatility of
    /// a quarter, -5 .. 5; missing where it did not move.</summary>
    private static IEnumerable<double[]> IndexReturns(double[] index, int before)
    {
        double[] meanSquare = new double[index.Length];
        Rolling.Mean(Array.ConvertAll(index, i => i * i), Quarter, meanSquare, before);
        foreach (int n in s_returns)
        {
            double[] y = new double[index.Length];
            Rolling.Sum(index, n, y, before);
            for (int d = 0; d < y.Length; d++)
                y[d] = Math.Clamp(y[d] / (Math.Sqrt(meanSquare[d]) * Math.Sqrt(n)), -5, 5);
            yield return y;
        }
    }
}
