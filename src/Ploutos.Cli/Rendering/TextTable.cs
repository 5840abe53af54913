using Spectre.Console;

namespace Ploutos.Cli.Rendering;

/// <summary>A column's title and side.</summary>
internal sealed record TableHead(string Title, bool Right = false)
{
    /// <summary>Cells are paths or the like: shortened in the middle where the terminal is narrow.</summary>
    public bool Shortens { get; init; }

    /// <summary>Where the columns must be parted, they are parted before this one.</summary>
    public bool Begins { get; init; }
}

/// <summary>A small table: with rules on a terminal, as aligned columns elsewhere. No row of it is
/// broken: where a terminal is too narrow, long paths are shortened, then the rules are left out, then the
/// columns are parted into tables below each other that all begin with the same columns, and where that does
/// not help, each row becomes a card. Cells are shown as they are, never read as markup.</summary>
internal sealed class TextTable(params TableHead[] heads)
{
    // A rule and two blanks a column, and one rule at the end
    private const int RulesOfColumn = 3,
        LeastShortened = 16,
        MostParts = 3;

    // Between columns without rules, and a cell of what is not known
    private const string Gap = "  ",
        None = "-";

    private readonly List<string[]> _rows = [];

    /// <summary>Columns that say what a row is about: the first ones.</summary>
    public int Keys { get; init; } = 1;

    /// <summary>Adds a row; one cell a column.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    public void Write(Output output)
    {
        if (!output.IsTerminal)
            WriteAligned(output, _rows);
        else if (TooWide(output.Width) is var over && over <= 0)
            WriteRuled(output, _rows);
        else if (Shortened(over) is { } shortened)
            WriteRuled(output, shortened);
        else if (Widths().Sum() + (Gap.Length * (heads.Length - 1)) - output.Width is var much && much <= 0)
            WriteAligned(output, _rows);
        else if (Shortened(much) is { } rows)
            WriteAligned(output, rows);
        else if (Parts(output.Width) is { } parts)
            WriteParts(output, parts);
        else
            WriteCards(output);
    }

    private int[] Widths() => Widths(_rows);

    private int[] Widths(List<string[]> rows) =>
        [
            .. heads.Select(
                (head, i) => Math.Max(head.Title.Length, rows.Select(row => row[i].Length).DefaultIfEmpty().Max())
            ),
        ];

    /// <summary>How many columns of the terminal are missing.</summary>
    private int TooWide(int width) => Widths().Sum() + (RulesOfColumn * heads.Length) + 1 - width;

    /// <summary>The rows with their paths shortened; null where that is not enough.</summary>
    private List<string[]>? Shortened(int over)
    {
        int at = Array.FindIndex(heads, head => head.Shortens);
        if (at < 0 || Widths()[at] - over < LeastShortened)
            return null;
        int width = Widths()[at] - over;
        return [.. _rows.Select(row => row.Select((c, i) => i == at ? LineBreaks.Shortened(c, width) : c).ToArray())];
    }

    /// <summary>The columns parted so that each part fits a width; null where one is too wide, or there would be too
    /// many.</summary>
    private List<int[]>? Parts(int width)
    {
        int[] least = [.. Widths().Select((w, i) => heads[i].Shortens ? Math.Min(w, LeastShortened) : w)];
        int[] keys = [.. Enumerable.Range(0, Keys)];
        List<int[]> parts = [];
        int[] part = keys;
        for (int i = Keys; i < heads.Length; i++)
        {
            if (part.Length > Keys && (heads[i].Begins || Wide([.. part, i]) > width))
            {
                parts.Add(part);
                part = keys;
            }

            part = [.. part, i];
            if (Wide(part) > width)
                return null;
        }

        parts.Add(part);
        return parts.Count > MostParts ? null : parts;

        int Wide(int[] columns) => columns.Sum(c => least[c]) + (Gap.Length * (columns.Length - 1));
    }

    private void WriteParts(Output output, List<int[]> parts)
    {
        foreach (int[] part in parts)
        {
            if (part != parts[0])
                output.Line();
            TextTable table = new([.. part.Select(c => heads[c])]);
            foreach (string[] row in _rows)
                table.Add([.. part.Select(c => row[c])]);
            int over = table.Widths().Sum() + (Gap.Length * (part.Length - 1)) - output.Width;
            table.WriteAligned(output, over <= 0 ? table._rows : table.Shortened(over)!);
        }
    }

    private void WriteRuled(Output output, List<string[]> rows)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (TableHead head in heads)
            table.AddColumn(
                new TableColumn(new Text(head.Title)) { Alignment = head.Right ? Justify.Right : Justify.Left }
            );
        foreach (string[] row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        output.Console.Write(table);
    }

    /// <summary>Each row as lines of its own: the first cell, and the others with their titles.</summary>
    private void WriteCards(Output output)
    {
        foreach (string[] row in _rows)
        {
            output.Text(row[0]);
            string[] rest =
            [
                .. row.Select((cell, i) => $"{heads[i].Title} {cell}")
                    .Where((_, i) => i > 0 && row[i].Length > 0 && row[i] != None),
            ];
            output.Text("  " + string.Join("; ", rest));
        }
    }

    private void WriteAligned(Output output, List<string[]> rows)
    {
        int[] widths = Widths(rows);
        output.Line(Aligned([.. heads.Select(head => head.Title)]));
        foreach (string[] row in rows)
            output.Line(Aligned(row));

        string Aligned(string[] cells) =>
            string.Join(
                    Gap,
                    cells.Select((cell, i) => heads[i].Right ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))
                )
                .TrimEnd();
    }
}
