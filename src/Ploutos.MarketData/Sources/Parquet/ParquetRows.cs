using System.Globalization;
using Parquet;
using Parquet.Schema;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Parquet;

/// <summary>Goes through the rows of a Parquet file. Only columns that are asked for are
/// unpacked.</summary>
internal static class ParquetRows
{
    // Encoded runs make a few bytes stand for any number of rows
    private const long MostRows = 20_000_000;

    private static readonly ParquetOptions Form = new()
    {
        UseDateOnlyTypeForDates = true,
        TreatByteArrayAsString = true,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <param name="file">What errors call it.</param>
    /// <param name="onHeader">Is told the names of the plain columns; answers with those that are
    /// needed.</param>
    /// <param name="onRow">Is told each row; the cells hold until it returns.</param>
    /// <exception cref="MarketDataException">It can't be read.</exception>
    public static void Read(
        Stream stream,
        string file,
        Func<IReadOnlyList<string>, HashSet<int>> onHeader,
        Action<TableCells> onRow
    )
    {
        try
        {
            ReadAsync(stream, file, onHeader, onRow).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (MarketDataException or OutOfMemoryException or OperationCanceledException))
        {
            // The library throws whatever a damaged page leads to
            throw new MarketDataException(
                $"{file} is not a whole Parquet file, or is written in a way that is not known"
                    + $" ({RemoteText.Clean(e.Message, 120)}). Write it again.",
                e
            );
        }
    }

    private static async Task ReadAsync(
        Stream stream,
        string file,
        Func<IReadOnlyList<string>, HashSet<int>> onHeader,
        Action<TableCells> onRow
    )
    {
        await using ParquetReader reader = await ParquetReader
            .CreateAsync(stream, Form, leaveStreamOpen: true)
            .ConfigureAwait(false);
        DataField[] fields =
        [
            .. reader.Schema.Fields.OfType<DataField>().Where(f => !f.IsArray && f.MaxRepetitionLevel == 0),
        ];
        HashSet<int> used = onHeader([.. fields.Select(f => f.Name)]);
        long done = 0;
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            if (group.RowCount < 0 || done + group.RowCount > MostRows)
                throw new MarketDataException(
                    $"{file} holds more than {MostRows.ToString("N0", CultureInfo.InvariantCulture)} rows."
                        + " Split it by ticker or by year."
                );
            var columns = new ColumnCells[fields.Length];
            for (int c = 0; c < columns.Length; c++)
            {
                if (used.Contains(c))
                    columns[c] = await ColumnCells.ReadAsync(group, fields[c], file).ConfigureAwait(false);
            }

            var cells = new GroupCells(columns, done);
            for (int row = 0; row < group.RowCount; row++)
            {
                cells.Row = row;
                onRow(cells);
            }

            done += group.RowCount;
        }
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
