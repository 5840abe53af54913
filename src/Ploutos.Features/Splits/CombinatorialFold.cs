namespace Ploutos.Features.Splits;

/// <summary>One fold of <see cref="CombinatorialCrossValidation"/>.</summary>
/// <param name="TestGroups">Numbers of the groups tested, ascending from 0.</param>
/// <param name="Test">Their days, a range a group.</param>
/// <param name="Train">The days that train: all others, less those purged and embargoed.</param>
/// <param name="Purge">Bars that do not train before and after each test block.</param>
/// <param name="Embargo">Further bars that do not train after each test block.</param>
public sealed record CombinatorialFold(
    IReadOnlyList<int> TestGroups,
    IReadOnlyList<DayRange> Test,
    IReadOnlyList<DayRange> Train,
    int Purge,
    int Embargo
)
{
    /// <summary>The rows of one ticker that train. As in <see cref="DateSplit"/>, purge and
    /// embargo hold on its own bars too, for a ticker may miss days.</summary>
    /// <param name="dates">The ticker's own trading days, ascending.</param>
    public IReadOnlyList<RowRange> TrainRowsOf(ReadOnlySpan<DateOnly> dates)
    {
        var rows = new List<RowRange>();
        foreach (DayRange days in Train)
        {
            RowRange kept = days.RowsOf(dates);
            foreach (DayRange test in Test)
            {
                kept =
                    test.From > days.To
                        ? kept.Before(TradingCalendar.FirstNotBefore(dates, test.From) - Purge)
                        : kept.NotBefore(TradingCalendar.FirstAfter(dates, test.To) + Purge + Embargo);
            }

            if (kept.Count > 0)
                rows.Add(kept);
        }

        return rows;
    }

    /// <summary>The rows of one ticker that are tested, a range a test group.</summary>
    /// <param name="dates">The ticker's own trading days, ascending.</param>
    public IReadOnlyList<RowRange> TestRowsOf(ReadOnlySpan<DateOnly> dates)
    {
        var rows = new RowRange[Test.Count];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = Test[i].RowsOf(dates);
        return rows;
    }
}
