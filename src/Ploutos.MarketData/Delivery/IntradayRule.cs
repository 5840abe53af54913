namespace Ploutos.MarketData.Delivery;

/// <summary>Bars must be daily. Two different bars on one day, or times of day that differ from row
/// to row, are intraday data; it is refused rather than thinned, for a bar picked from a day is not
/// that day's.</summary>
internal static class IntradayRule
{
    /// <summary>Daily files differ in their times by daylight saving and early closes, at
    /// most.</summary>
    private const int MostTimes = 4;

    /// <summary>What to do about it, for messages.</summary>
    public const string Advice =
        "Bars must be daily, one a day; deliver one bar a day, made from the whole day's trading.";

    /// <summary>Refuses a delivery with two different bars on one day. Rows that are alike are
    /// repeated, not intraday.</summary>
    /// <exception cref="MarketDataException">There are such days.</exception>
    public static void Require(DeliveredSeries delivered)
    {
        if (DayOrder.IsAscending(delivered.Bars))
            return;
        var seen = new Dictionary<DateOnly, DeliveredBar>(delivered.Bars.Count);
        int days = 0;
        DateOnly first = default;
        foreach (DeliveredBar bar in delivered.Bars)
        {
            if (seen.TryAdd(bar.Date, bar) || seen[bar.Date].Equals(bar))
                continue;
            first = days++ == 0 ? bar.Date : first;
        }

        if (days > 0)
            throw new MarketDataException(
                $"{delivered.Ticker}: {delivered.Location} has two different bars on {first:yyyy-MM-dd}"
                    + $"{(days > 1 ? " and on other days" : "")}: that is intraday data, or two series in one. {Advice}"
            );
    }

    /// <summary>An answer of a source, refused as one that changed its shape where it is
    /// intraday.</summary>
    /// <exception cref="SourceException">It is.</exception>
    public static DeliveredSeries Answer(string source, DeliveredSeries delivered)
    {
        try
        {
            Require(delivered);
            return delivered;
        }
        catch (MarketDataException e) when (e is not SourceException)
        {
            throw new SourceException(source, SourceFault.ChangedShape, $"sends no daily bars: {e.Message}");
        }
    }

    /// <summary>Whether so many times of day mean bars of minutes or hours.</summary>
    public static bool AreIntraday(IReadOnlySet<string> times) => times.Count > MostTimes;
}
