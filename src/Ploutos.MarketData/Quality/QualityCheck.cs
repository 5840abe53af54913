using System.Buffers;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources;

namespace Ploutos.MarketData.Quality;

/// <summary>Turns a delivered series into a clean one, and reports every defect and what was done
/// about it. A bar is mended or dropped from what it and earlier bars say, never from later ones:
/// the clean series of a shorter delivery is the beginning of the clean series of a longer one.
/// Checks that need later bars only report.</summary>
public static class QualityCheck
{
    /// <summary>Checks one ticker.</summary>
    /// <param name="delivered">What the source delivered, in any order.</param>
    /// <param name="lastFinishedDay">The last trading day that has ended; later bars are left out.
    /// Null takes all.</param>
    /// <param name="mustReach">The day that the series should reach; null where it may end anywhere
    /// (a file of the past).</param>
    /// <returns>The clean series (it may be empty) and the report.</returns>
    public static CheckedSeries Run(
        DeliveredSeries delivered,
        DateOnly? lastFinishedDay = null,
        DateOnly? mustReach = null
    )
    {
        ArgumentNullException.ThrowIfNull(delivered);
        var log = new FindingLog(delivered.Ticker);
        List<DeliveredBar> rows = RowOrder.Sort(delivered.Bars, log);
        if (lastFinishedDay is { } last)
            rows = RowOrder.Finished(rows, last, log);

        List<CorporateAction> told = EventList.OneADay(delivered.Actions),
            actions = EventList.Usable(told, log);
        bool tellsEvents = told.Count > 0 || BarSources.TellsEvents(delivered.Source);
        List<DeliveredBar> usable = rows.TrueForAll(AdjustmentSteps.HasCloses)
            ? rows
            : [.. rows.Where(AdjustmentSteps.HasCloses)];
        // Lent, as the bars below: arrays of that size that are left behind cost collections of all generations
        AdjustmentStep[] steps = ArrayPool<AdjustmentStep>.Shared.Rent(rows.Count);
        AdjustmentSteps.Of(usable, actions, steps);
        List<DeliveredBar> moved = SplitVolume.Adjusted(usable, steps, tellsEvents, log);
        if (!ReferenceEquals(moved, usable))
            rows = WithVolumeOf(moved, rows);
        foreach (DateOnly day in delivered.LiveRows)
            log.Add(
                day,
                QualityReason.DuplicateDate,
                Severity.Info,
                QualityAction.Repaired,
                $"delivered twice, as a day and as the source's live row; the live row, the later one, is kept"
            );
        (BarSeries series, List<DeliveredBar> from) = Repaired(delivered, rows, log);
        CalendarCheck.Inspect(series, mustReach, log);
        StaleCheck.Inspect(series, log);
        JumpCheck.Inspect(series, actions, log);
        if (from.Count != usable.Count)
            AdjustmentSteps.Of(from, actions, steps);
        new AdjustmentCheck(log).Inspect(from, steps, tellsEvents);
        ArrayPool<AdjustmentStep>.Shared.Return(steps);
        LossCheck.Inspect(rows.Count, log);
        return new(delivered with { Actions = told }, series, new(delivered.Bars.Count, series.Count, log.ByDate()));
    }

    /// <summary>The market where it is another than the name points to.</summary>
    private static string? MarketOf(DeliveredSeries delivered) =>
        delivered.Instrument?.Market is { } market && market != TickerMarket.Find(delivered.Ticker)?.Mic
            ? market
            : null;

    /// <summary>Whether a volume is expected: not of a currency or an index none of whose rows has
    /// one.</summary>
    private static bool HasVolume(DeliveredSeries delivered, List<DeliveredBar> rows) =>
        rows.Any(r => r.AdjustedVolume > 0)
        || NamedInstrument.Of(delivered.Ticker).Or(delivered.Instrument).Kind
            is not (InstrumentKind.Currency or InstrumentKind.Index);

    /// <summary>The bars of the rows that can be used, and those rows: the very list where all can.</summary>
    private static (BarSeries Series, List<DeliveredBar> From) Repaired(
        DeliveredSeries delivered,
        List<DeliveredBar> rows,
        FindingLog log
    )
    {
        var repair = new RowRepair(log, HasVolume(delivered, rows));
        Bar[] kept = ArrayPool<Bar>.Shared.Rent(rows.Count);
        List<DeliveredBar>? from = null;
        int count = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (repair.Repair(rows[i]) is not { } bar)
            {
                from ??= rows.GetRange(0, i);
                continue;
            }

            kept[count++] = bar;
            from?.Add(rows[i]);
        }

        var series = BarSeries.FromBars(delivered.Ticker, delivered.Origin, new ArraySegment<Bar>(kept, 0, count));
        ArrayPool<Bar>.Shared.Return(kept);
        return (series.As(MarketOf(delivered), true), from ?? rows);
    }

    /// <summary>Rows with the volume of those that were moved. Rows without a usable close take no part: they tell
    /// nothing of adjustments, and are dropped later.</summary>
    private static List<DeliveredBar> WithVolumeOf(List<DeliveredBar> moved, List<DeliveredBar> rows)
    {
        Dictionary<DateOnly, DeliveredBar> adjusted = moved.ToDictionary(r => r.Date);
        return [.. rows.Select(r => adjusted.GetValueOrDefault(r.Date, r))];
    }
}
