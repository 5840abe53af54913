namespace Ploutos.MarketData.Delivery;

/// <summary>One day as a source delivered it, before any check: any value may be NaN (missing),
/// infinite, zero or negative.
/// <paramref name="Open"/> to <paramref name="Volume"/> are the prices and shares as quoted;
/// <paramref name="AdjustedClose"/> is the close adjusted for splits and dividends, and the
/// adjusted open, high and low are the quoted ones times
/// <c>AdjustedClose / Close</c>. A source without adjustments gives the quoted values
/// again.</summary>
public readonly record struct DeliveredBar(
    DateOnly Date,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double AdjustedClose,
    double AdjustedVolume
)
{
    /// <summary>Whether the row tells a day at all: it has a close, and any other sign of trading.
    /// A row of nulls says that the source does not tell the day, not that there was none.</summary>
    public bool IsTold =>
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
    ) => new(date, open, high, low, close, volume, close, volume);
}
