using System.Globalization;
using CsvHelper;
using Ploutos.MarketData.Sources.Tables;
using Ploutos.Workspace;

namespace Ploutos.Research.Programs;

/// <summary>A row of a program's output.</summary>
internal readonly record struct CellRow(DateOnly Date, string Ticker);

/// <summary>What a program wrote: values and words by ticker, date and column.</summary>
internal sealed class ProgramTable
{
    private static readonly CsvReaderOptions s_options = new()
    {
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = 1 << 20, // a cell that never ends
    };

    // Rounding of a sum may depend on where a program's vector instructions begin.
    private const double Tolerance = 1e-9;

    private readonly Dictionary<CellRow, string[]> _rows = [];

    private ProgramTable(string[] columns) => Columns = columns;

    /// <summary>Names without ticker and date.</summary>
    public string[] Columns { get; }

    /// <summary>Rows, by date, then by ticker.</summary>
    public IEnumerable<CellRow> Rows =>
        _rows.Keys.OrderBy(row => row.Date).ThenBy(row => row.Ticker, StringComparer.Ordinal);

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a file that the program wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="tickers">The only ones it may speak of.</param>
    /// <exception cref="PloutosException">It breaks a rule.</exception>
    public static ProgramTable Read(string path, string name, IReadOnlySet<string> tickers)
    {
        try
        {
            using CsvReader cells = CsvReader.Create(File.OpenRead(path), s_options, leaveOpen: false);
            return Read(cells, name, tickers);
        }
        catch (CsvFormatException e)
        {
            throw Refuse(
                name,
                e.LineNumber,
                "its text is not parted into cells as its header is, or one cell never ends",
                e
            );
        }
    }

    /// <summary>The cell as it was written; null where there is no such row.</summary>
    public string? Text(CellRow row, int column) => _rows.TryGetValue(row, out string[]? cells) ? cells[column] : null;

    /// <summary>Whether two cells say the same: numbers to 1e-9 of their size, words by their
    /// letters. An empty cell is a missing number.</summary>
    public static bool Same(string? a, string? b)
    {
        if (string.Equals(a, b, StringComparison.Ordinal))
            return true;
        return a is not null
            && b is not null
            && TryNumber(a, out double x)
            && TryNumber(b, out double y)
            && (x.Equals(y) || Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y)));
    }

    private static bool TryNumber(string text, out double value)
    {
        value = double.NaN;
        return text.Length == 0
            || text.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static ProgramTable Read(CsvReader cells, string name, IReadOnlySet<string> tickers)
    {
        string[] header = [.. cells.Headers.Select(h => h.Trim())];
        int ticker = Array.FindIndex(header, h => h.Equals("ticker", StringComparison.OrdinalIgnoreCase)),
            date = Array.FindIndex(header, h => h.Equals("date", StringComparison.OrdinalIgnoreCase));
        if (ticker < 0 || date < 0 || header.Length < 3 || header.Distinct().Count() < header.Length)
            throw Refuse(
                name,
                1,
                "the header must be ticker, date and one or more columns with different names, but is"
                    + $" '{Quoted.Header(header)}'"
            );
        int[] columns = [.. Enumerable.Range(0, header.Length).Where(c => c != ticker && c != date)];
        ProgramTable table = new([.. columns.Select(c => header[c])]);
        while (cells.Read())
        {
            if (cells.FieldCount != header.Length)
                throw Refuse(
                    name,
                    cells.LineNumber,
                    $"it has {cells.FieldCount} cells, but the header names {header.Length}"
                );
            CellRow row = new(Day(cells.GetString(date), name, cells.LineNumber), cells.GetString(ticker));
            if (!tickers.Contains(row.Ticker))
                throw Refuse(
                    name,
                    cells.LineNumber,
                    $"the ticker must be one of the files' names ({string.Join(", ", tickers.Order().Take(3))}, ...),"
                        + $" but is '{Quoted.Cell(row.Ticker)}'"
                );
            if (!table._rows.TryAdd(row, Array.ConvertAll(columns, c => cells.GetString(c))))
                throw Refuse(
                    name,
                    cells.LineNumber,
                    $"{row.Ticker} has a second row on {row.Date:yyyy-MM-dd}; there may be one a day"
                );
        }

        return table;
    }

    /// <summary>A day, as pandas writes it, too: with a midnight behind it.</summary>
    private static DateOnly Day(string text, string name, long line)
    {
        string day = text.Length > 10 && text[10..].Trim(' ', 'T') is "00:00:00" or "00:00" ? text[..10] : text;
        return DateOnly.TryParseExact(
            day,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly date
        )
            ? date
            : throw Refuse(name, line, $"the date must be written as 2014-01-31, but is '{Quoted.Cell(text)}'");
    }

    private static PloutosException Refuse(string name, long line, string why, Exception? inner = null) =>
        new(Fault.Failed, $"What the program wrote of {name}, line {line}: {why}.", inner);
}
