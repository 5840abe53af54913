namespace Ploutos.MarketData;

/// <summary>
/// One ticker's daily bars as columns, ascending by date, one row a date. Immutable.
/// Prices are adjusted for splits and dividends; a missing cell is NaN. Whether the values make sense is
/// the quality check's business: a series may hold bars as they stand.
/// </summary>
public sealed class BarSeries
{
    private readonly DateOnly[] _dates;
    private readonly double[] _open,
        _high,
        _low,
        _close,
        _volume;
    private readonly int _start;

    /// <summary>Takes the columns as they are, without copying: the caller gives them up.</summary>
    /// <exception cref="ArgumentException">The columns differ in length, or the dates are not
    /// strictly ascending.</exception>
    public BarSeries(
        string ticker,
        DataOrigin origin,
        DateOnly[] dates,
        double[] open,
        double[] high,
        double[] low,
        double[] close,
        double[] volume
    )
        : this(ticker, origin, dates, open, high, low, close, volume, 0, dates?.Length ?? 0)
    {
        ArgumentNullException.ThrowIfNull(dates);
        if (
            open.Length != dates.Length
            || high.Length != dates.Length
            || low.Length != dates.Length
            || close.Length != dates.Length
            || volume.Length != dates.Length
        )
        {
            throw new ArgumentException(
                $"{ticker}: all columns must have one length, but got dates {dates.Length}, open {open.Length}, "
                    + $"high {high.Length}, low {low.Length}, close {close.Length}, volume {volume.Length}."
            );
        }

        for (int t = 1; t < dates.Length; t++)
        {
            if (dates[t] <= dates[t - 1])
                throw new ArgumentException(
                    $"{ticker}: dates must be strictly ascending, but {dates[t]:yyyy-MM-dd} follows"
                        + $" {dates[t - 1]:yyyy-MM-dd}."
                );
        }
    }

    private BarSeries(
        string ticker,
        DataOrigin origin,
        DateOnly[] dates,
        double[] open,
        double[] high,
        double[] low,
        double[] close,
        double[] volume,
        int start,
        int count
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ticker);
        Ticker = ticker;
        Origin = origin;
        Count = count;
        (_dates, _open, _high, _low, _close, _volume, _start) = (dates, open, high, low, close, volume, start);
    }

    /// <summary>The ticker, as the store knows it.</summary>
    public string Ticker { get; }

    /// <summary>Observed or simulated.</summary>
    public DataOrigin Origin { get; }

    /// <summary>The code of the market whose days the bars keep, where it was set; null for the market
    /// that the ticker's name points to.</summary>
    public string? Market { get; private init; }

    /// <summary>The days on which the ticker belongs to the universe that was asked for; null where it
    /// belongs on every day.</summary>
    public Membership? Members { get; private init; }

    /// <summary>The day on which the ticker ended, after which there are no bars of it; null where it goes
    /// on, or nobody said that it ended.</summary>
    public DateOnly? EndedOn { get; private init; }

    /// <summary>Number of bars.</summary>
    public int Count { get; }

    /// <summary>Trading days, strictly ascending.</summary>
    public ReadOnlySpan<DateOnly> Dates => _dates.AsSpan(_start, Count);

    /// <summary>Opening prices.</summary>
    public ReadOnlySpan<double> Open => _open.AsSpan(_start, Count);

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => _high.AsSpan(_start, Count);

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => _low.AsSpan(_start, Count);

    /// <summary>Closing prices.</summary>
    public ReadOnlySpan<double> Close => _close.AsSpan(_start, Count);

    /// <summary>Shares traded.</summary>
    public ReadOnlySpan<double> Volume => _volume.AsSpan(_start, Count);

    /// <summary>Whether any bar has a volume; those of currencies and of many indexes have
    /// none.</summary>
    public bool HasVolume => Volume.ContainsAnyInRange(double.Epsilon, double.MaxValue);

    /// <summary>The bar at row <paramref name="t"/>.</summary>
    public Bar this[int t] => new(Dates[t], Open[t], High[t], Low[t], Close[t], Volume[t]);

    /// <summary>A view of <paramref name="count"/> bars from row <paramref name="start"/>; the
    /// columns are shared, not copied.</summary>
    public BarSeries Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Count);
        return new(Ticker, Origin, _dates, _open, _high, _low, _close, _volume, _start + start, count)
        {
            Market = Market,
            Members = Members,
            EndedOn = EndedOn,
        };
    }

    /// <summary>The same bars with prices times a rate, of the open and of the close.</summary>
    internal BarSeries Times(double[] open, double[] close) =>
        new(
            Ticker,
            Origin,
            Dates.ToArray(),
            Product(Open, open),
            Product(High, close),
            Product(Low, close),
            Product(Close, close),
            Volume.ToArray()
        )
        {
            Market = Market,
            Members = Members,
            EndedOn = EndedOn,
        };

    private static double[] Product(ReadOnlySpan<double> prices, double[] rates)
    {
        double[] product = new double[rates.Length];
        for (int t = 0; t < product.Length; t++)
            product[t] = prices[t] * rates[t];
        return product;
    }

    /// <summary>The same bars of a market that was set, with their volume or without one.</summary>
    internal BarSeries As(string? market, bool hasVolume, DateOnly? endedOn = null)
    {
        double[] volume = _volume;
        if (!hasVolume)
        {
            volume = new double[_volume.Length];
            Array.Fill(volume, double.NaN);
        }

        return new(Ticker, Origin, _dates, _open, _high, _low, _close, volume, _start, Count)
        {
            Market = market,
            Members = Members,
            EndedOn = endedOn,
        };
    }

    /// <summary>The same bars as those of a member of a universe on its days.</summary>
    /// <param name="members">The days; null for every day.</param>
    public BarSeries WithMembers(Membership? members) =>
        new(Ticker, Origin, _dates, _open, _high, _low, _close, _volume, _start, Count)
        {
            Market = Market,
            Members = members,
            EndedOn = EndedOn,
        };

    /// <summary>Whether the ticker belongs to the universe that was asked for on a day.</summary>
    public bool IsMember(DateOnly day) => Members?.Contains(day) ?? true;

    /// <summary>The bars up to and including <paramref name="lastDay"/>.</summary>
    public BarSeries UpTo(DateOnly lastDay) => Slice(0, CountUpTo(lastDay));

    /// <summary>The bars from <paramref name="firstDay"/> on, that day included.</summary>
    public BarSeries From(DateOnly firstDay)
    {
        int start = CountUpTo(firstDay.AddDays(-1));
        return Slice(start, Count - start);
    }

    /// <summary>A series made from bars already in order.</summary>
    public static BarSeries FromBars(string ticker, DataOrigin origin, IReadOnlyList<Bar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var dates = new DateOnly[bars.Count];
        double[] o = new double[bars.Count],
            h = new double[bars.Count],
            l = new double[bars.Count],
            c = new double[bars.Count],
            v = new double[bars.Count];
        for (int t = 0; t < bars.Count; t++)
            (dates[t], o[t], h[t], l[t], c[t], v[t]) = bars[t];
        return new(ticker, origin, dates, o, h, l, c, v);
    }

    private int CountUpTo(DateOnly lastDay)
    {
        int at = Dates.BinarySearch(lastDay);
        return at >= 0 ? at + 1 : ~at;
    }
}
