using System.Globalization;
using Ploutos.MarketData.Sources.Tables;
using Ploutos.Research.Proof;

namespace Ploutos.Research.Programs;

/// <summary>Holds two outputs of a program against each other, cell by cell.</summary>
internal static class ProgramComparison
{
    /// <summary>Finds what differs up to a day: the first cell of each column, and how many more.</summary>
    /// <param name="before">Of the bars as they are.</param>
    /// <param name="after">Of other bars.</param>
    /// <param name="last">The last day that is compared.</param>
    /// <param name="when">How a fault ends, such as "when the bars after 2012-01-03 are left out".</param>
    /// <param name="found">Takes the faults.</param>
    /// <returns>How many cells were compared.</returns>
    public static long UpTo(DateOnly last, ProgramTable before, ProgramTable after, string when, Findings found)
    {
        if (!before.Columns.SequenceEqual(after.Columns))
        {
            found.Fault($"the columns change to {string.Join(", ", after.Columns.Take(20))} {when}");
            return 0;
        }

        long compared = 0;
        (CellRow Row, int Cells)[] changed = new (CellRow, int)[before.Columns.Length];
        (CellRow First, int Count) gone = default,
            more = default;
        foreach (CellRow row in before.Rows.TakeWhile(row => row.Date <= last))
        {
            compared += before.Columns.Length;
            if (after.Text(row, 0) is null)
            {
                gone = gone.Count == 0 ? (row, 1) : (gone.First, gone.Count + 1);
                continue;
            }

            for (int c = 0; c < changed.Length; c++)
            {
                if (!ProgramTable.Same(before.Text(row, c), after.Text(row, c)))
                    changed[c] = changed[c].Cells == 0 ? (row, 1) : (changed[c].Row, changed[c].Cells + 1);
            }
        }

        foreach (CellRow row in after.Rows.TakeWhile(row => row.Date <= last).Where(r => before.Text(r, 0) is null))
            more = more.Count == 0 ? (row, 1) : (more.First, more.Count + 1);
        foreach (
            int c in Enumerable
                .Range(0, changed.Length)
                .Where(c => changed[c].Cells > 0)
                .OrderBy(c => changed[c].Row.Date)
        )
            found.Fault(Cell(changed[c].Row, before.Columns[c], changed[c].Cells, before, after, c, when));
        if (gone.Count > 0)
            found.Fault(Row(gone.First, "disappears", gone.Count, when));
        if (more.Count > 0)
            found.Fault(Row(more.First, "appears", more.Count, when));
        return compared;
    }

    /// <summary>Whether any cell after a day differs.</summary>
    public static bool AnyAfter(DateOnly last, ProgramTable before, ProgramTable after) =>
        before.Rows.Any(row =>
            row.Date > last
            && Enumerable
                .Range(0, before.Columns.Length)
                .Any(c => !ProgramTable.Same(before.Text(row, c), after.Text(row, c)))
        );

    private static string Cell(
        CellRow row,
        string column,
        int cells,
        ProgramTable before,
        ProgramTable after,
        int c,
        string when
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Ticker}, {row.Date:yyyy-MM-dd}, {column}: '{Quoted.Cell(before.Text(row, c) ?? "")}' becomes"
                + $" '{Quoted.Cell(after.Text(row, c) ?? "")}' {when}{More(cells, "cells of the column")}"
        );

    private static string Row(CellRow row, string what, int rows, string when) =>
        $"{row.Ticker}, {row.Date:yyyy-MM-dd}: the row {what} {when}{More(rows, "rows")}";

    private static string More(int count, string of) =>
        count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (the first of {count:N0} {of})");
}
