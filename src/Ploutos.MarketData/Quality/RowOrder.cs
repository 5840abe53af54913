using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>One row a date, ascending.</summary>
internal static class RowOrder
{
    /// <summary>The rows in order; the very list that came in where it is in order. It is not changed.</summary>
    public static List<DeliveredBar> Sort(IReadOnlyList<DeliveredBar> bars, FindingLog log)
    {
        if (DayOrder.IsAscending(bars))
            return bars as List<DeliveredBar> ?? [.. bars];
        if (IsDescending(bars))
        {
            log.Add(
                bars[^1].Date,
                QualityReason.UnorderedDate,
                Severity.Info,
                QualityAction.Repaired,
                $"all rows run from the newest to the oldest; turned round"
            );
        }
        else
        {
            for (int i = 1; i < bars.Count; i++)
            {
                if (bars[i].Date < bars[i - 1].Date)
                {
                    log.Add(
                        bars[i].Date,
                        QualityReason.UnorderedDate,
                        Severity.Warning,
                        QualityAction.Repaired,
                        $"follows {bars[i - 1].Date:yyyy-MM-dd} in the source; moved to its place"
                    );
                }
            }
        }

        var sorted = bars.OrderBy(b => b.Date).ToList(); // stable: of equal dates, the first delivered stays first
        var rows = new List<DeliveredBar>(sorted.Count);
        foreach (DeliveredBar bar in sorted)
        {
            if (rows.Count == 0 || rows[^1].Date != bar.Date)
                rows.Add(bar);
            else if (rows[^1].Equals(bar))
                log.Add(
                    bar.Date,
                    QualityReason.DuplicateDate,
                    Severity.Warning,
                    QualityAction.Dropped,
                    $"the row stands twice, both alike; the second dropped"
                );
            else
                log.Add(
                    bar.Date,
                    QualityReason.DuplicateDate,
                    Severity.Serious,
                    QualityAction.Dropped,
                    $"two rows differ (close {rows[^1].Close} and {bar.Close}); the first delivered is kept, the other"
                        + $" dropped"
                );
        }

        return rows;
    }

    /// <summary>Whether all rows run from the newest to the oldest, as some providers write them.</summary>
    public static bool IsDescending(IReadOnlyList<DeliveredBar> bars) =>
        bars.Count > 1
        && bars[^1].Date < bars[0].Date
        && Enumerable.Range(1, bars.Count - 1).All(i => bars[i].Date <= bars[i - 1].Date);

    /// <summary>The rows up to a day; the very list that came in where none lies behind it. It is not
    /// changed.</summary>
    public static List<DeliveredBar> Finished(List<DeliveredBar> rows, DateOnly last, FindingLog log)
    {
        int count = rows.Count;
        for (; count > 0 && rows[count - 1].Date > last; count--)
        {
            log.Add(
                rows[count - 1].Date,
                QualityReason.UnfinishedDay,
                Severity.Info,
                QualityAction.Dropped,
                $"the last finished trading day is {last:yyyy-MM-dd}; a bar after it is partial or not yet true"
            );
        }

        return count == rows.Count ? rows : rows.GetRange(0, count);
    }
}
