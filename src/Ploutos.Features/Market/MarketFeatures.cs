using Ploutos.Features.Indicators;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Features.Market;

/// <summary>Features of a day over all tickers of a market, computed once for a set of series. Of a set
/// of several markets the one with the most tickers is taken, and the others' tickers stay outside: a
/// date of Tokyo ends before New York's begins, so that their mean would know the future. A
/// value of a day is the mean over the tickers whose own value is known on that day, hence a
/// ticker that starts late, ends early or misses days simply takes no part on those days. The
/// market's days are the union of the tickers' days; windows of the index count these. Uses
/// nothing later than its own day, of any ticker. Memory grows with the number of days, not of
/// tickers. Formulas: docs/risk.md.</summary>
public sealed class MarketFeatures
{
    /// <summary>Tickers that a day needs: the mean over fewer says more of these than of the
    /// market.</summary>
    public const int LeastTickers = 5;

    private const int Quarter = 66;
    private static readonly int[] s_ranges = [1, 2, 5, 10, 22, 66];
    private static readonly int[] s_returns = [1, 5];
    private readonly DateOnly[] _days;
    private readonly int[] _members;
    private readonly double[][] _columns;
    private readonly HashSet<string> _tickers;

    private MarketFeatures(DateOnly[] days, int[] members, double[][] columns, HashSet<string> tickers) =>
        (_days, _members, _columns, _tickers) = (days, members, columns, tickers);

    /// <summary>Names of the features: market_range_{1, 2, 5, 10, 22, 66}, market_return_{1,
    /// 5}.</summary>
    public static IReadOnlyList<string> Names { get; } =
        Array.AsReadOnly([
            .. s_ranges.Select(n => $"market_range_{n}"),
            .. s_returns.Select(n => $"market_return_{n}"),
        ]);

    /// <summary>Days on which at least one ticker has a bar, ascending.</summary>
    public ReadOnlySpan<DateOnly> Days => _days;

    /// <summary>The tickers that the market was computed from.</summary>
    public IReadOnlySet<string> Tickers => _tickers;

    /// <summary>Tickers whose range is known on the day; 0 where no ticker has a bar.</summary>
    public int MembersOn(DateOnly day) => Array.BinarySearch(_days, day) is >= 0 and var at ? _members[at] : 0;

    /// <summary>Computes the features of the largest market in a set of series; of two as large, that
    /// whose code comes first. The order of the series changes no bit.</summary>
    /// <exception cref="ArgumentException">A ticker occurs twice.</exception>
    public static MarketFeatures Compute(IReadOnlyList<BarSeries> market)
    {
        ArgumentNullException.ThrowIfNull(market);
        BarSeries[] ordered = [.. market.OrderBy(b => b.Ticker, StringComparer.Ordinal)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Ticker == ordered[i - 1].Ticker)
                throw new ArgumentException(
                    $"A market must hold each ticker once, but got {ordered[i].Ticker} twice. Leave one out.",
                    nameof(market)
                );
        }

        ordered = Largest(ordered);
        DateOnly[] days = TradingCalendar.Union(ordered);
        var ranges = new DayMeans[s_ranges.Length];
        for (int k = 0; k < ranges.Length; k++)
            ranges[k] = new(days.Length);
        var index = new DayMeans(days.Length);
        foreach (BarSeries bars in ordered)
            Add(bars, days, ranges, index);
        double[][] columns = [.. ranges.Select(r => r.Means()), .. IndexReturns(index.Means(), s_returns)];
        return new(days, ranges[0].Counts, columns, [.. ordered.Select(b => b.Ticker)]);
    }

    /// <summary>Whether the market's inputs hold for a ticker on a day.</summary>
    public MarketCoverage CoverageOf(string ticker, DateOnly day)
    {
        int at = Array.BinarySearch(_days, day);
        return !_tickers.Contains(ticker) ? MarketCoverage.TickerOutsideMarket
            : at < 0 ? MarketCoverage.DayOutsideMarket
            : _members[at] < LeastTickers ? MarketCoverage.TooFewTickers
            : MarketCoverage.Covered;
    }

    /// <summary>Copies the features of a day, in the order of <see cref="Names"/>; NaN where a
    /// window is not full, and for all of a day without bars.</summary>
    public void CopyDay(DateOnly day, Span<double> destination)
    {
        int at = Array.BinarySearch(_days, day);
        for (int j = 0; j < _columns.Length; j++)
            destination[j] = at < 0 ? double.NaN : _columns[j][at];
    }

    /// <summary>The same market with the values of its days exchanged at random: whatever a model
    /// gains from it is chance.</summary>
    public MarketFeatures Shuffled(int seed)
    {
        int[] covered = [.. Enumerable.Range(0, _days.Length).Where(d => _members[d] >= LeastTickers)],
            drawn = [.. covered],
            from = [.. Enumerable.Range(0, _days.Length)];
        new Random(seed).Shuffle(drawn);
        for (int i = 0; i < covered.Length; i++)
            from[covered[i]] = drawn[i];
        return new(_days, _members, Array.ConvertAll(_columns, c => Array.ConvertAll(from, d => c[d])), _tickers);
    }

    private static BarSeries[] Largest(BarSeries[] tickers) =>
        tickers
            .GroupBy(b => TickerMarket.Find(b)?.Mic ?? "")
            .OrderByDescending(market => market.Count())
            .ThenBy(market => market.Key, StringComparer.Ordinal)
            .Select(market => market.ToArray())
            .FirstOrDefault([]);

    private static void Add(BarSeries bars, DateOnly[] days, DayMeans[] ranges, DayMeans index)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> year = sheet.MeanLogRange(RiskFeatures.Year),
            change = sheet.LogReturn(1);
        int[] day = new int[bars.Count];
        for (int t = 0, d = 0; t < day.Length; t++, d++)
        {
            while (days[d] < bars.Dates[t])
                d++;
            day[t] = d;
            index.Add(d, change[t]);
        }

        for (int k = 0; k < ranges.Length; k++)
        {
            ReadOnlySpan<double> range = sheet.MeanLogRange(s_ranges[k]);
            for (int t = 0; t < day.Length; t++)
                ranges[k].Add(day[t], range[t] - year[t]);
        }
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
