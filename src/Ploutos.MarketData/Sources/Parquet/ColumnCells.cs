using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Ploutos.MarketData.Sources.Parquet;

/// <summary>The values of one column of a group of rows.</summary>
internal abstract class ColumnCells
{
    /// <summary>A value; null where there is none.</summary>
    public abstract object? Value(int row);

    /// <summary>A value as a number; NaN where there is none.</summary>
    /// <returns>Whether the column holds numbers.</returns>
    public abstract bool TryNumber(int row, out double value);

    /// <summary>Reads a column of any plain type.</summary>
    /// <exception cref="MarketDataException">The column is of a type that bars have no use
    /// for.</exception>
    public static async Task<ColumnCells> ReadAsync(ParquetRowGroupReader group, DataField field, string file) =>
        field.ClrType switch
        {
            Type t when t == typeof(double) => await ReadAsync<double>(group, field, v => v).ConfigureAwait(false),
            Type t when t == typeof(float) => await ReadAsync<float>(group, field, Exact).ConfigureAwait(false),
            Type t when t == typeof(decimal) => await ReadAsync<decimal>(group, field, v => (double)v)
                .ConfigureAwait(false),
            Type t when t == typeof(long) => await ReadAsync<long>(group, field, v => v).ConfigureAwait(false),
            Type t when t == typeof(ulong) => await ReadAsync<ulong>(group, field, v => v).ConfigureAwait(false),
            Type t when t == typeof(int) => await ReadAsync<int>(group, field, v => v).ConfigureAwait(false),
            Type t when t == typeof(uint) => await ReadAsync<uint>(group, field, v => v).ConfigureAwait(false),
            Type t when t == typeof(short) => await ReadAsync<short>(group, field, v => v).ConfigureAwait(false),
            Type t when t == typeof(ushort) => await ReadAsync<ushort>(group, field, v => v).ConfigureAwait(false),
            Type t when t == typeof(DateTime) => Zoned(
                await ReadAsync<DateTime>(group, field, null).ConfigureAwait(false),
                field
            ),
            Type t when t == typeof(DateOnly) => await ReadAsync<DateOnly>(group, field, null).ConfigureAwait(false),
            // The library's own word for text is a slice of characters
            Type t when t == typeof(string) || t == typeof(ReadOnlyMemory<char>) => await TextsAsync(group, field)
                .ConfigureAwait(false),
            _ => throw new MarketDataException(
                $"{file}: the column '{Tables.Quoted.Cell(field.Name)}' is of type {field.ClrType.Name}; a number, a"
                    + " text or a"
                    + " date is needed. Write it as one of these."
            ),
        };

    /// <summary>A single-precision price as it was meant: 184.4, not 184.39999389648438.</summary>
    private static double Exact(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Times as their column tells them: moments of universal time, or times of any
    /// place.</summary>
    private static Values<DateTime> Zoned(Values<DateTime> read, DataField field)
    {
        DateTimeKind kind = field is DateTimeDataField { IsAdjustedToUTC: true }
            ? DateTimeKind.Utc
            : DateTimeKind.Unspecified;
        return read.With(time => DateTime.SpecifyKind(time, kind));
    }

    private static async Task<Values<T>> ReadAsync<T>(
        ParquetRowGroupReader group,
        DataField field,
        Func<T, double>? number
    )
        where T : struct
    {
        int rows = checked((int)group.RowCount);
        var values = new T?[rows];
        if (field.IsNullable)
            await group.ReadAsync<T>(field, values.AsMemory()).ConfigureAwait(false);
        else
        {
            var plain = new T[rows];
            await group.ReadAsync<T>(field, plain.AsMemory()).ConfigureAwait(false);
            for (int i = 0; i < rows; i++)
                values[i] = plain[i];
        }

        return new Values<T>(values, number);
    }

    private static async Task<ColumnCells> TextsAsync(ParquetRowGroupReader group, DataField field)
    {
        string?[] values = new string?[checked((int)group.RowCount)];
        await group.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
        return new Texts(values);
    }

    private sealed class Values<T>(T?[] values, Func<T, double>? number) : ColumnCells
        where T : struct
    {
        /// <summary>The same column with every value changed.</summary>
        public Values<T> With(Func<T, T> change) =>
            new(Array.ConvertAll(values, v => v is { } known ? change(known) : (T?)null), number);

        public override object? Value(int row) => values[row];

        public override bool TryNumber(int row, out double value)
        {
            value = number is not null && values[row] is { } known ? number(known) : double.NaN;
            return number is not null;
        }
    }

    private sealed class Texts(string?[] values) : ColumnCells
    {
        public override object? Value(int row) => values[row];

        public override bool TryNumber(int row, out double value)
        {
            value = double.NaN;
            return false;
        }
    }
}
