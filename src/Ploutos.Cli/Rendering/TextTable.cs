using Spectre.Console;

namespace Ploutos.Cli.Rendering;

/// <summary>A column's title and side.</summary>
internal sealed record TableHead(string Title, bool Right = false);

/// <summary>A small table: with rules on a terminal, as aligned columns elsewhere. Cells are shown
/// as they are, never read as markup.</summary>
internal sealed class TextTable(params TableHead[] heads)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; one cell a column.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    public void Write(Output output)
    {
        if (output.IsTerminal)
            WriteRuled(output);
        else
            WriteAligned(output);
    }

    private void WriteRuled(Output output)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (TableHead head in heads)
            table.AddColumn(
                new TableColumn(new Text(head.Title)) { Alignment = head.Right ? Justify.Right : Justify.Left }
            );
        foreach (string[] row in _rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        output.Console.Write(table);
    }

    private void WriteAligned(Output output)
    {
        int[] widths =
        [
            .. heads.Select(
                (head, i) => Math.Max(head.Title.Length, _rows.Select(row => row[i].Length).DefaultIfEmpty().Max())
            ),
        ];
        output.Line(Aligned([.. heads.Select(head => head.Title)]));
        foreach (string[] row in _rows)
            output.Line(Aligned(row));

        string Aligned(string[] cells) =>
            string.Join(
                    "  ",
                    cells.Select((cell, i) => heads[i].Right ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))
                )
                .TrimEnd();
    }
}
