using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources;

namespace Ploutos.MarketData.Store;

/// <summary>Keeps what is known of the days that a later delivery does not tell. Sources tell a
/// finished day as nulls, or leave it out, for hours or days, and mend it later; joined files tell
/// their own days alone. That says nothing about the bar that is known.</summary>
internal static class MissingDays
{
    /// <summary>How many trading days a source may leave out for a while, and how many an update
    /// asks for again where a bar is missing.</summary>
    public const int Recent = 10;

    // Prices are told with four decimals or as single-precision numbers.
    private const double SameScale = 2e-4;

    // Volumes are corrected later by some percent; only a split moves them and the prices further.
    private const double Split = 0.15;

    /// <summary>The later delivery, with the known bars of the days it does not tell: rows of nulls,
    /// for a source on the network trading days left out among its last ten, and for joined files
    /// all days between theirs. Where the delivery has another scale (after a split or a dividend),
    /// they are moved to it. Where nothing changes, the very list of the delivery.</summary>
    public static List<DeliveredBar> Filled(IReadOnlyList<DeliveredBar> known, DeliveredSeries delivered)
    {
        List<DeliveredBar> bars = Told(delivered);
        if (known.Count == 0 || bars.Count == 0 || !(delivered.IsJoined || bars.Any(b => b.IsDelivered)))
            return bars;
        // Days before the delivery's first are none of its business.
        DateOnly begin = bars.Min(b => b.Date);
        Dictionary<DateOnly, DeliveredBar> old = known
            .Where(b => b.Date >= begin)
            .GroupBy(b => b.Date)
            .ToDictionary(g => g.Key, g => g.FirstOrDefault(b => b.IsDelivered, g.First()));
        bool IsKnown(DateOnly day) => old.TryGetValue(day, out DeliveredBar bar) && bar.IsDelivered;
        HashSet<DateOnly> told = [.. bars.Where(b => b.IsDelivered).Select(b => b.Date)];
        HashSet<DateOnly> keep = [.. bars.Where(b => !b.IsDelivered).Select(b => b.Date)];
        if (BarSources.IsOnline(delivered.Source))
            keep.UnionWith(LeftOut(delivered, bars));
        keep.RemoveWhere(d => told.Contains(d) || !IsKnown(d));
        if (delivered.IsJoined)
            keep.UnionWith(Between(old.Keys, bars));
        if (keep.Count == 0)
            return bars;
        (DateOnly Date, Scale Scale)[] scales =
        [
            .. bars.Where(b => b.IsDelivered && IsKnown(b.Date))
                .OrderBy(b => b.Date)
                .Select(b => (b.Date, Scale.Between(old[b.Date], b))),
        ];
        return
        [
            .. bars.Where(b => !keep.Contains(b.Date))
                .Concat(keep.Select(d => ScaleOf(d, scales, delivered).Move(old[d])))
                .OrderBy(b => b.Date),
        ];
    }

    /// <summary>The rows without a last day of nulls, which is not told yet: it is asked for again, and a row in
    /// its place would have to be revised then.</summary>
    private static List<DeliveredBar> Told(DeliveredSeries delivered)
    {
        List<DeliveredBar> bars = delivered.Bars as List<DeliveredBar> ?? [.. delivered.Bars];
        int count = bars.Count;
        while (BarSources.IsOnline(delivered.Source) && count > 1 && !bars[count - 1].IsDelivered)
            count--;
        return count == bars.Count ? bars : bars.GetRange(0, count);
    }

    /// <summary>The first trading day without a bar among the last ten up to
    /// <paramref name="last"/>, or null.</summary>
    /// <param name="series">The bars that are stored.</param>
    /// <param name="last">The last stored day.</param>
    public static DateOnly? FirstHole(BarSeries series, DateOnly last)
    {
        ExchangeCalendar calendar = TickerMarket.ClockOf(series);
        if (series.Count == 0 || !calendar.Knows(last))
            return null;
        HashSet<DateOnly> stored = [.. series.Dates.ToArray().TakeLast(2 * Recent)];
        DateOnly begin = stored.Min();
        return LastTradingDays(calendar, last)
            .Where(d => d > begin && !stored.Contains(d) && !calendar.IsQuiet(d))
            .Select(d => (DateOnly?)d)
            .LastOrDefault();
    }

    /// <summary>The known days within the range of joined files that none of them holds.</summary>
    private static IEnumerable<DateOnly> Between(IEnumerable<DateOnly> known, List<DeliveredBar> bars)
    {
        HashSet<DateOnly> held = [.. bars.Select(b => b.Date)];
        (DateOnly first, DateOnly last) = (held.Min(), held.Max());
        return known.Where(d => d > first && d < last && !held.Contains(d));
    }

    private static IEnumerable<DateOnly> LeftOut(DeliveredSeries delivered, List<DeliveredBar> bars)
    {
        ExchangeCalendar calendar = TickerMarket.ClockOf(delivered.Ticker, delivered.Instrument?.Market);
        (DateOnly first, DateOnly last) = (bars.Min(b => b.Date), bars.Max(b => b.Date));
        return calendar.Knows(last) ? LastTradingDays(calendar, last).Where(d => d > first) : [];
    }

    /// <summary>The newest first.</summary>
    private static IEnumerable<DateOnly> LastTradingDays(ExchangeCalendar calendar, DateOnly last)
    {
        DateOnly day = calendar.IsSession(last) ? last : calendar.Previous(last);
        for (int n = 0; n < Recent && calendar.Knows(day.AddDays(-Recent)); n++)
        {
            yield return day;
            day = calendar.Previous(day);
        }
    }

    /// <summary>The scale of a day between the told days around it: theirs where both agree; where
    /// they do not, the side of the split or dividend that it lies on; else it stays as it is, for
    /// one of them was corrected. The days of joined files lie apart: one of them alone decides
    /// nothing.</summary>
    private static Scale ScaleOf(DateOnly day, (DateOnly Date, Scale Scale)[] scales, DeliveredSeries delivered)
    {
        IReadOnlyList<CorporateAction> actions = delivered.Actions;
        int after = Array.FindIndex(scales, s => s.Date > day);
        if (after < 0 || (after == 0 && delivered.IsJoined))
            return Scale.Same; // an event after it would be on a told day
        if (after == 0 || scales[after].Scale.Agrees(scales[after - 1].Scale))
            return scales[after].Scale;
        if (actions.Any(a => a.Date > scales[after - 1].Date && a.Date <= day))
            return scales[after].Scale;
        return actions.Any(a => a.Date > day && a.Date <= scales[after].Date) ? scales[after - 1].Scale : Scale.Same;
    }

    /// <summary>What a day's values were multiplied by from one delivery to the next.</summary>
    private readonly record struct Scale(double Quoted, double Adjusted, double Volume, double AdjustedVolume)
    {
        public static Scale Same => new(1, 1, 1, 1);

        public static Scale Between(DeliveredBar was, DeliveredBar bar) =>
            new(
                bar.Close / was.Close,
                bar.AdjustedClose / was.AdjustedClose,
                OfVolume(was.Volume, bar.Volume),
                OfVolume(was.AdjustedVolume, bar.AdjustedVolume)
            );

        public bool Agrees(Scale other) => Near(Quoted, other.Quoted) && Near(Adjusted, other.Adjusted);

        public DeliveredBar Move(DeliveredBar bar)
        {
            if (Near(Quoted, 1) && Near(Adjusted, 1))
                return bar;
            bool split = Math.Abs(Adjusted - 1) > Split;
            return new()
            {
                Date = bar.Date,
                Open = bar.Open * Quoted,
                High = bar.High * Quoted,
                Low = bar.Low * Quoted,
                Close = bar.Close * Quoted,
                Volume = split ? bar.Volume * Volume : bar.Volume,
                AdjustedClose = bar.AdjustedClose * Adjusted,
                AdjustedVolume = split ? bar.AdjustedVolume * AdjustedVolume : bar.AdjustedVolume,
            };
        }

        private static bool Near(double a, double b) => Math.Abs(a - b) <= SameScale * Math.Max(a, b);

        private static double OfVolume(double was, double now) =>
            was > 0 && now > 0 && Math.Abs((now / was) - 1) > Split ? now / was : 1;
    }
}
