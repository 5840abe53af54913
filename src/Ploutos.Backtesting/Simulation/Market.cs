using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Backtesting.Simulation;

/// <summary>The universe day by day, by default on the calendar of all days on which any of its
/// tickers has a bar.</summary>
internal sealed class Market
{
    private const int VolatilityDays = 20;
    private readonly BarSeries[] _universe;
    private readonly int[] _row;
    private readonly DateOnly[] _next; // day of the row that comes next; the end of time where there is none

    private readonly int _missingDays;
    private readonly double[] _sessions; // a year, of each ticker

    /// <param name="universe">Bars of every ticker.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="missingDays">Calendar days without a bar for which a ticker is not yet taken
    /// for delisted: 0 where the bars are known to their end, more where the next ones may only
    /// be late.</param>
    public Market(IReadOnlyList<BarSeries> universe, DateOnly from, DateOnly to, int missingDays = 0)
        : this(universe, [.. Calendar(universe).Where(day => from <= day && day <= to)], missingDays) { }

    /// <summary>On a calendar of somebody else's; what a ticker does between two of its days is
    /// seen on the later one only.</summary>
    /// <param name="universe">Bars of every ticker.</param>
    /// <param name="days">The days.</param>
    /// <param name="missingDays">As above.</param>
    /// <param name="year">Sessions a year of the account on these days; null to read them from the
    /// dates.</param>
    /// <param name="dated">Bars whose dates tell each ticker's own sessions a year; null for
    /// <paramref name="universe"/>.</param>
    public Market(
        IReadOnlyList<BarSeries> universe,
        DateOnly[] days,
        int missingDays = 0,
        SessionsPerYear? year = null,
        IReadOnlyList<BarSeries>? dated = null
    )
    {
        Year = year ?? SessionsPerYear.Of(universe, days);
        _sessions = [.. (dated ?? universe).Select(bars => SessionsPerYear.Of(bars).Sessions)];
        _missingDays = missingDays;
        _universe = [.. universe];
        Days = days;
        DateOnly from = days.Length > 0 ? days[0] : DateOnly.MinValue;
        (_row, _next) = (new int[Count], new DateOnly[Count]);
        (Open, Close, LastClose) = (new double[Count], new double[Count], new double[Count]);
        Array.Fill(LastClose, double.NaN);
        for (int i = 0; i < Count; i++)
        {
            while (_row[i] < universe[i].Count && universe[i].Dates[_row[i]] < from)
                LastClose[i] = Known(universe[i].Close[_row[i]++], LastClose[i]);
            _next[i] = NextDay(i);
        }
    }

    public DateOnly[] Days { get; }

    /// <summary>Sessions a year of the account.</summary>
    public SessionsPerYear Year { get; }

    /// <summary>Number of tickers.</summary>
    public int Count => _universe.Length;

    /// <summary>Today's open of each ticker; NaN where it does not trade.</summary>
    public double[] Open { get; }

    /// <summary>Today's close of each ticker; NaN where it does not trade.</summary>
    public double[] Close { get; }

    /// <summary>The last close that is known of each ticker.</summary>
    public double[] LastClose { get; }

    /// <summary>Bars of every ticker.</summary>
    public IReadOnlyList<BarSeries> Universe => _universe;

    public string Ticker(int i) => _universe[i].Ticker;

    /// <summary>Sessions a year of a ticker.</summary>
    public double SessionsOf(int i) => _sessions[i];

    /// <summary>Moves to a day; days are taken in order. At first only the opens are known.</summary>
    public void OpenDay(int day)
    {
        for (int i = 0; i < Count; i++)
        {
            while (_next[i] < Days[day])
                Advance(i);
            Open[i] = _next[i] == Days[day] ? Known(_universe[i].Open[_row[i]], double.NaN) : double.NaN;
            Close[i] = double.NaN;
        }
    }

    /// <summary>The closes of the day become known.</summary>
    public void CloseDay(int day)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_next[i] != Days[day])
                continue;
            Close[i] = Known(_universe[i].Close[_row[i]], double.NaN);
            Advance(i);
        }
    }

    /// <summary>Whether the ticker's bars ended before this day. On the day of its last bar nobody
    /// knows yet.</summary>
    public bool IsDelisted(int i, int day) =>
        _row[i] >= _universe[i].Count
        && (
            _row[i] == 0
            || _universe[i].Dates[^1].AddDays(_missingDays) < Days[day]
            || (_universe[i].EndedOn is { } end && end < Days[day])
        );

    /// <summary>Root mean square of the last 20 daily log returns at the close, annualised by the
    /// ticker's own sessions a year; NaN where they are not all known.</summary>
    public double Volatility(int i)
    {
        int end = _row[i];
        if (end <= VolatilityDays)
            return double.NaN;
        ReadOnlySpan<double> close = _universe[i].Close;
        double squares = 0;
        for (int t = end - VolatilityDays; t < end; t++)
        {
            double r = Math.Log(close[t] / close[t - 1]);
            squares += r * r;
        }

        return Math.Sqrt(squares / VolatilityDays * _sessions[i]);
    }

    public static IEnumerable<DateOnly> Calendar(IEnumerable<BarSeries> universe)
    {
        var days = new HashSet<DateOnly>();
        foreach (BarSeries bars in universe)
            foreach (DateOnly day in bars.Dates)
                days.Add(day);
        return days.Order();
    }

    private void Advance(int i)
    {
        LastClose[i] = Known(_universe[i].Close[_row[i]++], LastClose[i]);
        _next[i] = NextDay(i);
    }

    private DateOnly NextDay(int i) => _row[i] < _universe[i].Count ? _universe[i].Dates[_row[i]] : DateOnly.MaxValue;

    private static double Known(double price, double otherwise) =>
        price > 0 && double.IsFinite(price) ? price : otherwise;
}
