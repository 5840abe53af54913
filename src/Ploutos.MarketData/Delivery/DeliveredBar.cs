namespace Ploutos.MarketData.Delivery;

/// <summary>One day as a source delivered it, before any check: any value may be NaN (missing),
/// infinite, zero or negative.
/// <see cref="Open"/> to <see cref="Volume"/> are the prices and shares as quoted;
/// <see cref="AdjustedClose"/> is the close adjusted for splits and dividends, and the
/// adjusted open, high and low are the quoted ones times
/// <c>AdjustedClose / Close</c>. A source without adjustments gives the quoted values
/// again.</summary>
public readonly record struct DeliveredBar
{
    /// <summary>The trading day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>First price as quoted, in currency units.</summary>
    public required double Open { get; init; }

    /// <summary>Highest price as quoted.</summary>
    public required double High { get; init; }

    /// <summary>Lowest price as quoted.</summary>
    public required double Low { get; init; }

    /// <summary>Last price as quoted.</summary>
    public required double Close { get; init; }

    /// <summary>Shares traded, as quoted.</summary>
    public required double Volume { get; init; }

    /// <summary>The close adjusted for splits and dividends.</summary>
    public required double AdjustedClose { get; init; }

    /// <summary>Shares traded, adjusted for splits.</summary>
    public required double AdjustedVolume { get; init; }

    /// <summary>Whether the row tells a day at all: it has a close, and any other sign of trading.
    /// A row of nulls says that the source does not tell the day, not that there was none.</summary>
    public bool IsDelivered =>
        double.IsFinite(Close)
        && Close > 0
        && double.IsFinite(AdjustedClose)
        && AdjustedClose > 0
        && !(double.IsNaN(Open) && double.IsNaN(High) && double.IsNaN(Low) && !(Volume > 0));

    /// <summary>A bar of a source whose prices need no adjustment.</summary>
    public static DeliveredBar Plain(
        DateOnly date,
        double open,
        double high,
        double low,
        double close,
        double volume
    ) =>
        new()
        {
            Date = date,
            Open = open,
            High = high,
            Low = low,
            Close = close,
            Volume = volume,
            AdjustedClose = close,
            AdjustedVolume = volume,
        };
}
