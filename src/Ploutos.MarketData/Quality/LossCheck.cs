namespace Ploutos.MarketData.Quality;

/// <summary>A series that loses a tenth of its rows is not the series that was traded.</summary>
internal static class LossCheck
{
    private const int OneOf = 10;

    /// <param name="rows">Days delivered, one row each.</param>
    /// <param name="log">Every finding of the rows so far.</param>
    public static void Inspect(int rows, FindingLog log)
    {
        IReadOnlyList<DateOnly> lost = log.LostDays;
        if (IsSerious(lost.Count, rows))
            log.Add(lost[^1], QualityReason.LostRows, Severity.Serious, QualityAction.Kept, Detail(lost, rows));
    }

    /// <summary>The days whose row was dropped, by date; not those whose second row was, nor days
    /// that had not ended.</summary>
    public static IReadOnlyList<DateOnly> LostDays(IEnumerable<QualityFinding> findings) =>
        [
            .. findings
                .Where(f =>
                    f.Action == QualityAction.Dropped
                    && f.Reason
                        is not (
                            QualityReason.DuplicateDate
                            or QualityReason.UnfinishedDay
                            or QualityReason.UnusableAction
                        )
                )
                .Select(f => f.Date)
                .Distinct()
                .Order(),
        ];

    /// <summary>Whether a tenth of the rows or more is lost.</summary>
    public static bool IsSerious(int lost, int rows) => lost > 0 && lost * OneOf >= rows;

    /// <summary>What happened, as a sentence.</summary>
    public static InvariantText Detail(IReadOnlyList<DateOnly> lost, int rows) =>
        $"{lost.Count} of {rows} rows were dropped from {lost[0]:yyyy-MM-dd} on ({(double)lost.Count / rows:P0});"
        + $" what is left is not the series that was traded";
}
