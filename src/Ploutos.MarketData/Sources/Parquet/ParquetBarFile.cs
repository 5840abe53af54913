using System.Globalization;
using Parquet;
using Parquet.Schema;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Parquet;

/// <summary>Reads a Parquet file of bars, as pandas, polars, DuckDB and this program write it. Only
/// columns that bars need are unpacked.</summary>
internal static class ParquetBarFile
{
    // Encoded runs make a few bytes stand for any number of rows
    private const long MostRows = 20_000_000;

    private static readonly ParquetOptions Form = new()
    {
        UseDateOnlyTypeForDates = true,
        TreatByteArrayAsString = true,
    };

    /// <summary>Reads a file, and says whether it names its tickers.</summary>
    /// <exception cref="MarketDataException">It holds no bars, or can't be read.</exception>
    public static (IReadOnlyList<DeliveredSeries> Series, bool HasTickers) Read(Stream stream, TableOptions options)
    {
        try
        {
            return ReadAsync(stream, options).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (MarketDataException or OutOfMemoryException or OperationCanceledException))
        {
            // The library throws whatever a damaged page leads to
            throw new MarketDataException(
                $"{options.File} is not a whole Parquet file, or is written in a way that is not known"
                    + $" ({RemoteText.Clean(e.Message, 120)}). Write it again.",
                e
            );
        }
    }

    private static async Task<(IReadOnlyList<DeliveredSeries> Series, bool HasTickers)> ReadAsync(
        Stream stream,
        TableOptions options
    )
    {
        await using ParquetReader reader = await ParquetReader
            .CreateAsync(stream, Form, leaveStreamOpen: true)
            .ConfigureAwait(false);
        DataField[] fields =
        [
            .. reader.Schema.Fields.OfType<DataField>().Where(f => !f.IsArray && f.MaxRepetitionLevel == 0),
        ];
        string[] names = [.. fields.Select(f => f.Name)];
        IReadOnlyList<(string Ticker, BarLayout Layout)>? wide = WideHeader.Find(names);
        BarLayout? layout = wide is null ? BarLayout.Parse(names, options.File) : null;
        SheetRows rows = layout is null
            ? SheetRows.Of(wide!, options, NumberForm.Point)
            : SheetRows.Of(layout, options, NumberForm.Point);
        HashSet<int> used = [.. layout is null ? wide!.SelectMany(w => w.Layout.Used) : layout.Used];
        long done = 0;
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            if (group.RowCount < 0 || done + group.RowCount > MostRows)
                throw new MarketDataException(
                    $"{options.File} holds more than {MostRows.ToString("N0", CultureInfo.InvariantCulture)} rows."
                        + " Split it by ticker or by year."
                );
            var columns = new ColumnCells[fields.Length];
            for (int c = 0; c < columns.Length; c++)
            {
                if (used.Contains(c))
                    columns[c] = await ColumnCells.ReadAsync(group, fields[c], options.File).ConfigureAwait(false);
            }

            var cells = new GroupCells(columns, done);
            for (int row = 0; row < group.RowCount; row++)
            {
                cells.Row = row;
                rows.Add(cells);
            }

            done += group.RowCount;
        }

        return (rows.ToSeries(), rows.HasTickers);
    }

    private sealed class GroupCells(ColumnCells?[] columns, long before) : TableCells
    {
        public int Row { get; set; }

        public override long Line => before + Row + 1;

        public override int Count => columns.Length;

        public override string Text(int column) => TextOf(columns[column]?.Value(Row));

        public override bool TryNumber(int column, NumberForm form, out double value)
        {
            if (columns[column] is { } cells && cells.TryNumber(Row, out value))
                return true;
            return base.TryNumber(column, form, out value);
        }
    }
}
