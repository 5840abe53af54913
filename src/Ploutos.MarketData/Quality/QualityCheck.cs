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

        var repair = new RowRepair(log);
        var kept = new List<Bar>(rows.Count);
        foreach (DeliveredBar row in rows)
        {
            if (repair.Repair(row) is { } bar)
                kept.Add(bar);
        }

        BarSeries series = BarSeries.FromBars(delivered.Ticker, delivered.Origin, kept);
        CalendarCheck.Inspect(series, mustReach, log);
        StaleCheck.Inspect(series, log);
        JumpCheck.Inspect(series, delivered.Actions, log);
        return new(delivered, series, new(delivered.Bars.Count, series.Count, log.ByDate()));
    }
}
