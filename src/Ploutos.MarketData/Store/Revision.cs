using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Store;

/// <summary>A value of one day that two deliveries tell differently.</summary>
public readonly record struct RevisedValue(DateOnly Date, string Field, double Before, double After);

/// <summary>How a later delivery of a ticker differs from an earlier one.</summary>
/// <param name="Changed">Values of common days that differ by more than one part in a million,
/// by date.</param>
/// <param name="Added">Days only the later one has.</param>
/// <param name="Removed">Days only the earlier one has, within the later one's range.</param>
public sealed record Revision(
    IReadOnlyList<RevisedValue> Changed,
    IReadOnlyList<DateOnly> Added,
    IReadOnlyList<DateOnly> Removed
)
{
    /// <summary>Relative difference below which two values are one: what providers'
    /// single-precision numbers wobble by.</summary>
    public const double Tolerance = 1e-6;

    internal const string Volume = "volume",
        AdjustedVolume = "adjusted volume";

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Changed.Count == 0 && Added.Count == 0 && Removed.Count == 0;

    /// <summary>Whether a day that was known is told differently now.</summary>
    public bool Rewrites => Changed.Count > 0 || Removed.Count > 0;

    /// <summary>Compares two deliveries. Days before the later one's first are not held
    /// against it. A row of nulls does not tell its day.</summary>
    public static Revision Between(IReadOnlyList<DeliveredBar> before, IReadOnlyList<DeliveredBar> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (after.Count == 0)
            return new([], [], []);
        if (before.Count == 0)
            return new([], Days(after), []);
        // Earlier days are held against nothing.
        DateOnly begin = after.Min(b => b.Date);
        Dictionary<DateOnly, DeliveredBar> now = ByDate(after, begin),
            old = ByDate(before, begin);
        var changed = new List<RevisedValue>();
        var added = new List<DateOnly>();
        var removed = new List<DateOnly>();
        foreach ((DateOnly date, DeliveredBar bar) in now.OrderBy(b => b.Key))
        {
            if (!old.TryGetValue(date, out DeliveredBar was) || (bar.IsDelivered && !was.IsDelivered))
                added.Add(date);
            else if (bar.IsDelivered || !was.IsDelivered)
                Compare(was, bar, changed);
            else
                removed.Add(date);
        }

        (DateOnly first, DateOnly last) = (now.Keys.Min(), now.Keys.Max());
        removed.AddRange(old.Keys.Where(d => d >= first && d <= last && !now.ContainsKey(d)));
        removed.Sort();
        return new(changed, added, removed);
    }

    /// <summary>The days, ascending, each once.</summary>
    private static DateOnly[] Days(IReadOnlyList<DeliveredBar> bars)
    {
        IEnumerable<DateOnly> days = bars.Select(b => b.Date);
        return DayOrder.IsAscending(bars) ? [.. days] : [.. days.Distinct().Order()];
    }

    private static Dictionary<DateOnly, DeliveredBar> ByDate(IReadOnlyList<DeliveredBar> bars, DateOnly begin)
    {
        var byDate = new Dictionary<DateOnly, DeliveredBar>(bars.Count(b => b.Date >= begin));
        foreach (DeliveredBar bar in bars)
            if (bar.Date >= begin)
                byDate.TryAdd(bar.Date, bar);
        return byDate;
    }

    private static void Compare(DeliveredBar was, DeliveredBar bar, List<RevisedValue> changed)
    {
        void Note(string field, double before, double after)
        {
            bool same =
                before.Equals(after)
                || Math.Abs(after - before) <= Tolerance * Math.Max(Math.Abs(before), Math.Abs(after));
            if (!same)
                changed.Add(new(bar.Date, field, before, after));
        }

        Note("open", was.Open, bar.Open);
        Note("high", was.High, bar.High);
        Note("low", was.Low, bar.Low);
        Note("close", was.Close, bar.Close);
        Note(Volume, was.Volume, bar.Volume);
        Note("adjusted close", was.AdjustedClose, bar.AdjustedClose);
        if (was.AdjustedVolume != was.Volume || bar.AdjustedVolume != bar.Volume)
            Note(AdjustedVolume, was.AdjustedVolume, bar.AdjustedVolume);
    }
}
