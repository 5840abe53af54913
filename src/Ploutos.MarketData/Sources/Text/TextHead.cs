using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Text;

/// <summary>The first lines of a delimited text: where its header is, what parts its cells, and how
/// it writes numbers. Lines before the header (titles, remarks) are passed over.</summary>
internal sealed partial class TextHead
{
    private const int MostLines = 200,
        MostBeforeHeader = 40,
        LongestLine = 1 << 16;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private readonly IReadOnlyList<(string Ticker, BarLayout Layout)>? _wide;
    private readonly NumberForm _numbers;

    private TextHead(List<string> lines, TextReader rest, string file)
    {
        int header = Find(lines, out char? separator, out _wide);
        Separator = separator;
        HasHeader = !(
            header < 0 && lines.FirstOrDefault(l => l.Trim().Length > 0) is { } first && MetaTrader4().IsMatch(first)
        );
        int from = header >= 0 ? header + (_wide is null ? 0 : WideHeader.Lines - 1) : 0;
        if (_wide is not null)
            lines[from] = lines[header];
        if (header >= 0)
            lines[from] = lines[from].TrimStart('#', ' ', '\uFEFF');
        LinesBefore = from;
        _numbers = separator is null or ',' ? NumberForm.Point : FormOf(lines, from + 1, separator.Value);
        if (header < 0 && HasHeader)
            RequireText(lines, file);
        Text = new PrefixedReader(string.Concat(lines.Skip(from).Select(l => l + "\n")), rest);
    }

    /// <summary>The text from the header on.</summary>
    public TextReader Text { get; }

    /// <summary>How many lines stand before <see cref="Text"/>.</summary>
    public int LinesBefore { get; }

    /// <summary>What parts the cells; null where no header was found.</summary>
    public char? Separator { get; }

    /// <summary>Whether the text has a header; MetaTrader 4 writes none.</summary>
    public bool HasHeader { get; }

    /// <summary>Reads the first lines.</summary>
    /// <exception cref="MarketDataException">It is no text.</exception>
    public static TextHead Read(TextReader reader, string file)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines && ReadLine(reader, file) is { } line)
            lines.Add(line);
        return new(lines, reader, file);
    }

    /// <summary>The rows below the header.</summary>
    public SheetRows Rows(CsvReader cells, TableOptions options) =>
        _wide is not null ? SheetRows.Of(_wide, options, _numbers)
        : HasHeader ? SheetRows.Of(BarLayout.Parse([.. cells.Headers], options.File), options, _numbers)
        : SheetRows.Of(BarLayout.MetaTrader4, options, _numbers);

    /// <summary>The line of the header; -1 where no line is one.</summary>
    private static int Find(
        List<string> lines,
        out char? separator,
        out IReadOnlyList<(string Ticker, BarLayout Layout)>? wide
    )
    {
        wide = null;
        // A remark is a header only where no other line is one
        foreach (
            int i in Enumerable.Range(0, Math.Min(lines.Count, MostBeforeHeader)).OrderBy(i => lines[i].StartsWith('#'))
        )
        {
            foreach (char candidate in Separators)
            {
                separator = candidate;
                string[] names = Cells(lines[i].TrimStart('#', ' ', '\uFEFF'), candidate);
                if (names.Length < 2)
                    continue;
                if (i + 2 < lines.Count)
                    wide = WideHeader.Find(names, Cells(lines[i + 1], candidate), Cells(lines[i + 2], candidate));
                if (wide is not null || BarLayout.Fits(names))
                    return i;
            }
        }

        separator = null;
        return -1;
    }

    private static NumberForm FormOf(List<string> lines, int from, char separator)
    {
        string[] names = Cells(lines[from - 1], separator);
        BarLayout? layout = BarLayout.Fits(names) ? BarLayout.Parse(names, "") : null;
        int[] prices = layout is null
            ? [.. Enumerable.Range(1, Math.Max(0, names.Length - 1))]
            : [layout.Open, layout.High, layout.Low, layout.Close];
        return CellNumber.FormOf(
                lines
                    .Skip(from)
                    .Select(l => Cells(l, separator))
                    .SelectMany(cells => prices.Where(p => p < cells.Length).Select(p => cells[p].Trim()))
            ) ?? NumberForm.Point;
    }

    /// <summary>Says what a text is that has no header of bars, where its beginning tells.</summary>
    private static void RequireText(List<string> lines, string file)
    {
        string first = lines.FirstOrDefault(l => l.Trim().Length > 0)?.TrimStart() ?? "";
        string? kind =
            Markup().IsMatch(first) ? "a web page or XML: perhaps the download was answered with a page"
            : first.StartsWith('{') || first.StartsWith("[{", StringComparison.Ordinal) ? "JSON"
            : null;
        if (kind is not null)
            throw new MarketDataException(
                $"{file} holds no table of bars but {kind}. Download it again as CSV, or save it as a CSV, XLSX or"
                    + " Parquet file."
            )
            {
                Kind = MarketDataFault.FileKind,
            };
    }

    /// <summary>The cells of a line, as far as the header needs them.</summary>
    private static string[] Cells(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(c);
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }

    private static string? ReadLine(TextReader reader, string file)
    {
        var line = new StringBuilder();
        int c;
        while ((c = reader.Read()) >= 0 && c != '\n')
        {
            if (c == '\0')
                throw new MarketDataException(
                    $"{file} is binary, or text in an encoding without a byte-order mark. Save it as CSV in UTF-8, or"
                        + " as an XLSX or Parquet file."
                )
                {
                    Kind = MarketDataFault.FileKind,
                };
            if (line.Length >= LongestLine)
                throw new MarketDataException(
                    $"{file} has a line of more than {LongestLine} characters: it is no table of daily bars, or its"
                        + " lines end in a way that is not known. Export it again."
                );
            line.Append((char)c);
            // Old Macs end a line with CR alone
            if (c == '\r' && reader.Peek() != '\n')
                break;
        }

        return c < 0 && line.Length == 0 ? null : line.ToString().TrimEnd('\r');
    }

    [GeneratedRegex(@"^\d{4}\.\d{2}\.\d{2},\d{2}:\d{2}(,[0-9.]+){5}\r?$", RegexOptions.CultureInvariant)]
    private static partial Regex MetaTrader4();

    [GeneratedRegex(
        @"^<(!doctype|html|head|body|\?xml|svg|!--)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Markup();

    /// <summary>Text that was read already, and then the rest.</summary>
    private sealed class PrefixedReader(string prefix, TextReader rest) : TextReader
    {
        private int _at;

        public override int Peek() => _at < prefix.Length ? prefix[_at] : rest.Peek();

        public override int Read() => _at < prefix.Length ? prefix[_at++] : rest.Read();

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            if (_at >= prefix.Length)
                return rest.Read(buffer);
            int n = Math.Min(buffer.Length, prefix.Length - _at);
            prefix.AsSpan(_at, n).CopyTo(buffer);
            _at += n;
            return n;
        }
    }
}
