using CsvHelper;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Text;

/// <summary>Reads delimited text into one series a ticker. Missing cells become NaN; what is no
/// number is an error with its place.</summary>
internal static class CsvBarFile
{
    private const int LongestRecord = 1 << 20;

    /// <summary>Reads text that came from <paramref name="file"/> (a path, or an address, for
    /// messages).</summary>
    public static IReadOnlyList<DeliveredSeries> Read(
        TextReader reader,
        string file,
        string? dateFormat,
        string? ticker = null,
        string source = "csv"
    ) =>
        Read(
            reader,
            new()
            {
                File = file,
                Source = source,
                DateFormat = dateFormat,
                Ticker = ticker,
                NamedTicker = FileTicker.Of(file),
            }
        ).Series;

    /// <summary>Reads text, and says whether it names its tickers.</summary>
    /// <exception cref="MarketDataException">It holds no bars, or a cell makes no
    /// sense.</exception>
    public static (IReadOnlyList<DeliveredSeries> Series, bool HasTickers) Read(TextReader reader, TableOptions options)
    {
        try
        {
            TextHead head = TextHead.Read(reader, options.File);
            CsvReaderOptions form = new()
            {
                TrimWhitespace = true,
                TrackLineNumbers = true,
                CommentPrefix = '#',
                Separator = head.Separator,
                HasHeader = head.HasHeader,
                MaxRecordSize = LongestRecord,
            };
            using CsvReader cells = CsvReader.Create(head.Text, form, leaveOpen: true);
            SheetRows rows = head.Rows(cells, options);
            var row = new TextCells(cells, head.LinesBefore);
            while (cells.Read())
                rows.Add(row);
            return (rows.ToSeries(), rows.HasTickers);
        }
        catch (CsvFormatException e)
        {
            throw new MarketDataException(
                $"{options.File}: line {e.LineNumber}: the text is not parted into cells as its beginning is, or one"
                    + $" cell never ends. Export the file again.",
                e
            );
        }
    }

    /// <summary>The reader's own row; a number is read from its bytes where that is possible.</summary>
    private sealed class TextCells(CsvReader cells, int linesBefore) : TableCells
    {
        public override long Line => cells.LineNumber + linesBefore;

        public override int Count => cells.FieldCount;

        public override string Text(int column) => cells.GetString(column);

        public override bool TryNumber(int column, NumberForm form, out double value) =>
            (
                form == NumberForm.Point
                && double.TryParse(
                    cells.GetSpan(column),
                    System.Globalization.NumberStyles.Float,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out value
                )
            ) || base.TryNumber(column, form, out value);
    }
}
