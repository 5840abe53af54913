namespace Ploutos.MarketData.Delivery;

/// <summary>One ticker's days as a source delivered them: in the source's order, unchecked.</summary>
/// <param name="Ticker">The ticker, as <see cref="MarketData.Ticker"/> allows it.</param>
/// <param name="Source">The source's short name, such as <c>yahoo</c> or <c>csv</c>.</param>
/// <param name="Location">Where exactly: a file, or an address without any key.</param>
/// <param name="Origin">Observed or simulated.</param>
/// <param name="Bars">The days.</param>
/// <param name="Actions">Splits and dividends, where the source reports them.</param>
public sealed record DeliveredSeries(
    string Ticker,
    string Source,
    string Location,
    DataOrigin Origin,
    IReadOnlyList<DeliveredBar> Bars,
    IReadOnlyList<CorporateAction> Actions
)
{
    /// <summary>The most bars taken from a source on the network: more than a century of days. Each
    /// row may become a finding, which costs more memory than the row.</summary>
    internal const int MostBars = 50_000;

    /// <summary>Days that the source reported twice, where its live row replaced the other.</summary>
    public IReadOnlyList<DateOnly> LiveRows { get; init; } = [];

    /// <summary>How its file writes dates; null where it does not come from one file.</summary>
    internal DateForm? DateForm { get; init; }

    /// <summary>Whether the days come from several files (a file a day). Days between them that no file
    /// holds are not told, and say nothing about the bars that are known.</summary>
    internal bool IsJoined { get; init; }

    /// <summary>What the source tells of the ticker beside its bars; null where it tells
    /// nothing.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>What may make this source's history begin later than asked, beside the ticker's own
    /// age; null where nothing does.</summary>
    public string? Limits { get; init; }

    /// <summary>The quoted values as a series, without any check, repair or adjustment; for whoever
    /// must see the bars as they stand.</summary>
    /// <exception cref="ArgumentException">The dates are not strictly ascending.</exception>
    public BarSeries AsTheyStand() =>
        BarSeries.FromBars(
            Ticker,
            Origin,
            [.. Bars.Select(b => new Bar(b.Date, b.Open, b.High, b.Low, b.Close, b.Volume))]
        );

    /// <summary>A finished series given back as if it were delivered, for example simulated bars on
    /// their way into the store.</summary>
    public static DeliveredSeries From(BarSeries series, string source, string location)
    {
        ArgumentNullException.ThrowIfNull(series);
        var bars = new DeliveredBar[series.Count];
        for (int t = 0; t < bars.Length; t++)
        {
            Bar b = series[t];
            bars[t] = DeliveredBar.Plain(b.Date, b.Open, b.High, b.Low, b.Close, b.Volume);
        }

        return new(series.Ticker, source, location, series.Origin, bars, []);
    }
}
