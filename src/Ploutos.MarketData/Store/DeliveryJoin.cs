using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Store;

/// <summary>How a delivery joins what is known of its ticker.</summary>
internal static class DeliveryJoin
{
    /// <summary>Whether a series begins with the stored one, bar for bar.</summary>
    public static bool IsContinuedBy(BarSeries stored, BarSeries series)
    {
        int n = stored.Count;
        return series.Count >= n
            && stored.Dates.SequenceEqual(series.Dates[..n])
            && stored.Open.SequenceEqual(series.Open[..n])
            && stored.High.SequenceEqual(series.High[..n])
            && stored.Low.SequenceEqual(series.Low[..n])
            && stored.Close.SequenceEqual(series.Close[..n])
            && stored.Volume.SequenceEqual(series.Volume[..n]);
    }

    /// <summary>Adds the days of a delivery that come after the known ones to them; where none is known, the
    /// delivery's own list.</summary>
    public static List<DeliveredBar> Extended(List<DeliveredBar> known, List<DeliveredBar> finished)
    {
        DateOnly last = known.Count == 0 ? DateOnly.MinValue : known.Max(b => b.Date);
        if (known.Count == 0 && finished.TrueForAll(b => b.Date > last))
            return finished;
        int count = known.Count + finished.Count(b => b.Date > last);
        if (count > known.Capacity)
            known.Capacity = count;
        foreach (DeliveredBar bar in finished)
            if (bar.Date > last)
                known.Add(bar);
        return known;
    }

    /// <summary>The new delivery, with the days before its first and after its last as they were
    /// known.</summary>
    public static List<DeliveredBar> Replaced(List<DeliveredBar> known, List<DeliveredBar> finished)
    {
        (DateOnly first, DateOnly last) = (finished.Min(b => b.Date), finished.Max(b => b.Date));
        return [.. known.Where(b => b.Date < first), .. finished, .. known.Where(b => b.Date > last)];
    }

    /// <summary>The known events, a day's told again replaced by what is told now.</summary>
    public static List<CorporateAction> Joined(List<CorporateAction> known, IReadOnlyList<CorporateAction> delivered) =>
        [
            .. known
                .Concat(EventList.OneADay(delivered))
                .GroupBy(a => (a.Date, a.Kind))
                .Select(g => g.Last())
                .OrderBy(a => a.Date),
        ];

    /// <summary>Why a vintage is opened.</summary>
    public static string Reason(Revision revision) =>
        revision.Rewrites
            ? $"{revision.Changed.Select(c => c.Date).Distinct().Count()} known day(s) changed,"
                + $" {revision.Removed.Count} gone, {revision.Added.Count} new"
        : revision.IsEmpty ? "the checks make other bars of the same rows"
        : $"{revision.Added.Count} day(s) added before the last known one";
}
