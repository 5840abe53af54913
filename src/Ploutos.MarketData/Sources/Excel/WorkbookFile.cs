using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Excel;

/// <summary>Reads the tables of bars of an XLSX workbook: the sheets that have a header of bars in
/// their first rows. Of several, each is named after its ticker.</summary>
internal static class WorkbookFile
{
    private const int MostBeforeHeader = 40;

    static WorkbookFile() =>
        // The library asks for Windows-1252 whatever it reads
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads a workbook, and says whether it names its tickers.</summary>
    /// <exception cref="MarketDataException">It holds no bars, or can't be read.</exception>
    public static (IReadOnlyList<DeliveredSeries> Series, bool HasTickers) Read(Stream stream, TableOptions options)
    {
        try
        {
            using IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(
                stream,
                new ExcelReaderConfiguration { LeaveOpen = true }
            );
            return Read(reader, options);
        }
        catch (Exception e)
            when (e
                    is ExcelReaderException
                        or InvalidDataException
                        or System.Xml.XmlException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or NullReferenceException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
                        or OverflowException
            )
        {
            throw new MarketDataException(
                $"{options.File} is not a whole XLSX workbook, or is protected by a password"
                    + $" ({RemoteText.Clean(e.Message, 120)}). Save it again, without a password.",
                e
            );
        }
    }

    private static (IReadOnlyList<DeliveredSeries> Series, bool HasTickers) Read(
        IExcelDataReader reader,
        TableOptions options
    )
    {
        var tables = new List<(string Sheet, SheetRows Rows)>();
        var seen = new List<string>();
        bool several = reader.ResultsCount > 1;
        do
        {
            string sheet = Quoted.Cell(reader.Name);
            TableOptions own = options with
            {
                File = several ? $"{options.File}: sheet '{sheet}'" : options.File,
                NamedTicker = options.NamedTicker,
            };
            if (ReadSheet(reader, own, seen) is { } rows)
                tables.Add((reader.Name, rows));
        } while (reader.NextResult());

        return tables.Count switch
        {
            0 => throw new MarketDataException(
                $"{options.File}: no sheet has a header of bars such as {BarLayout.Example} in its first"
                    + $" {MostBeforeHeader} rows; the first rows hold: {Quoted.Header(seen)}. Correct the header."
            ),
            1 => (tables[0].Rows.ToSeries(), tables[0].Rows.HasTickers),
            _ => ([.. tables.SelectMany(t => t.Rows.HasTickers ? t.Rows.ToSeries() : Named(t, options))], true),
        };
    }

    /// <summary>The bars of one of several sheets, which is named after its ticker.</summary>
    private static IReadOnlyList<DeliveredSeries> Named((string Sheet, SheetRows Rows) table, TableOptions options) =>
        options.Ticker is null && Ticker.TryParse(table.Sheet, out Ticker ticker)
            ? [.. table.Rows.ToSeries(options.Placed(ticker))]
            : throw new MarketDataException(
                $"{options.File} holds several sheets of bars, and '{Quoted.Cell(table.Sheet)}' is not named after a"
                    + " ticker. Name each sheet after its ticker, or keep one sheet."
            )
            {
                Kind = MarketDataFault.TickerName,
            };

    private static SheetRows? ReadSheet(IExcelDataReader reader, TableOptions options, List<string> seen)
    {
        SheetRows? rows = null;
        int line = 0;
        while (reader.Read())
        {
            line++;
            var cells = new SheetCells(reader, line);
            if (rows is not null)
            {
                if (!cells.IsEmpty)
                    rows.Add(cells);
                continue;
            }

            string[] names = [.. Enumerable.Range(0, cells.Count).Select(cells.Text)];
            if (line > MostBeforeHeader)
                return null;
            if (names.Length > 1 && BarLayout.Fits(names))
                rows = SheetRows.Of(BarLayout.Parse(names, options.File), options, NumberForm.Point);
            else if (seen.Count < 12)
                seen.AddRange(names.Where(n => n.Length > 0).Take(12));
        }

        return rows;
    }

    private sealed class SheetCells(IExcelDataReader reader, long line) : TableCells
    {
        public override long Line => line;

        public override int Count => reader.FieldCount;

        public bool IsEmpty => Enumerable.Range(0, Count).All(i => Text(i).Length == 0);

        public override string Text(int column) => TextOf(reader.GetValue(column)).Trim();

        public override bool TryNumber(int column, NumberForm form, out double value)
        {
            if (reader.GetValue(column) is double number)
            {
                value = number;
                return true;
            }

            return base.TryNumber(column, form, out value);
        }
    }
}
