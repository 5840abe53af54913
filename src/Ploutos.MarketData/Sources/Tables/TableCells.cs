using System.Globalization;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>One row of a table of bars, whatever file it stands in. Columns count from 0.</summary>
internal abstract class TableCells
{
    /// <summary>The line of the file or the row of the sheet, from 1.</summary>
    public abstract long Line { get; }

    /// <summary>How many cells the row has.</summary>
    public abstract int Count { get; }

    /// <summary>A cell as text; empty where there is nothing.</summary>
    public abstract string Text(int column);

    /// <summary>Reads a cell as a number.</summary>
    /// <param name="column">Which cell.</param>
    /// <param name="form">How the table writes numbers.</param>
    /// <param name="value">The number; NaN where the cell says that there is none.</param>
    /// <returns>Whether the cell is a number or a missing one.</returns>
    public virtual bool TryNumber(int column, NumberForm form, out double value) =>
        CellNumber.TryRead(Text(column).Trim(), form, out value);

    /// <summary>The text of a cell of another type than text.</summary>
    protected static string TextOf(object? value) =>
        value switch
        {
            null or DBNull => "",
            string text => text,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime { Kind: DateTimeKind.Utc } moment => moment.ToString(
                "yyyy-MM-dd HH:mm:ss'Z'",
                CultureInfo.InvariantCulture
            ),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => "",
        };
}
