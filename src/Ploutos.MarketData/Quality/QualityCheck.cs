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
            RowOrder.CutUnfinished(rows, last, log);

        List<CorporateAction> told = EventList.OneADay(delivered.Actions),
            actions = EventList.Usable(told, log);
        bool tellsEvents = told.Count > 0 || BarSources.TellsEvents(delivered.Source);
        rows = WithSplitVolume(rows, actions, tellsEvents, log);
        foreach (DateOnly day in delivered.LiveRows)
            log.Add(
                day,
                QualityReason.DuplicateDate,
                Severity.Info,
                QualityAction.Repaired,
                $"delivered twice, as a day and as the source's live row; the live row, the later one, is kept"
            );
        var repair = new RowRepair(log, HasVolume(delivered, rows));
        var kept = new List<Bar>(rows.Count);
        var from = new List<DeliveredBar>(rows.Count);
        foreach (DeliveredBar row in rows)
        {
            if (repair.Repair(row) is not { } bar)
                continue;
            kept.Add(bar);
            from.Add(row);
        }

        BarSeries series = BarSeries.FromBars(delivered.Ticker, delivered.Origin, kept).As(MarketOf(delivered), true);
        CalendarCheck.Inspect(series, mustReach, log);
        StaleCheck.Inspect(series, log);
        JumpCheck.Inspect(series, actions, log);
        new AdjustmentCheck(log).Inspect(from, AdjustmentSteps.Of(from, actions), tellsEvents);
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

    /// <summary>Rows without a usable close take no part: they tell nothing of adjustments, and are
    /// dropped.</summary>
    private static List<DeliveredBar> WithSplitVolume(
        List<DeliveredBar> rows,
        List<CorporateAction> actions,
        bool tellsEvents,
        FindingLog log
    )
    {
        List<DeliveredBar> usable = rows.TrueForAll(AdjustmentSteps.HasCloses)
                ? rows
                : [.. rows.Where(AdjustmentSteps.HasCloses)],
            moved = SplitVolume.Adjusted(usable, AdjustmentSteps.Of(usable, actions), tellsEvents, log);
        if (ReferenceEquals(moved, usable))
            return rows;
        Dictionary<DateOnly, DeliveredBar> adjusted = moved.ToDictionary(r => r.Date);
        return [.. rows.Select(r => adjusted.GetValueOrDefault(r.Date, r))];
    }
}
