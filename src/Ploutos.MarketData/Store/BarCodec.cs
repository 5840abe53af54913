using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Store;

/// <summary>Bars as bytes, little-endian, column after column: n dates (int32, days since
/// 0001-01-01), then n doubles for each value. 44 bytes a clean bar. Delivered rows (7 doubles, 60
/// bytes) are seldom read and stored deflated.</summary>
internal static class BarCodec
{
    private const int CleanColumns = 5,
        DeliveredColumns = 7,
        HashedRows = 512,
        MostRows = 1_000_000;

    [ThreadStatic]
    private static MemoryStream? s_packed;

    public static byte[] Encode(BarSeries series)
    {
        int n = series.Count;
        byte[] data = new byte[Size(n, CleanColumns)];
        WriteDates(data, n, series.Dates);
        int at = n * sizeof(int);
        foreach (ReadOnlySpan<double> column in new Columns(series))
            at = WriteColumn(data, at, column);
        return data;
    }

    /// <summary>Hashes the bytes of <see cref="Encode(BarSeries)"/> without making them.</summary>
    public static void AppendTo(IncrementalHash hash, BarSeries series)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(HashedRows * sizeof(double));
        for (int first = 0; first < series.Count; first += HashedRows)
        {
            ReadOnlySpan<DateOnly> dates = series.Dates[first..Math.Min(first + HashedRows, series.Count)];
            WriteDates(piece, dates.Length, dates);
            hash.AppendData(piece, 0, dates.Length * sizeof(int));
        }

        foreach (ReadOnlySpan<double> column in new Columns(series))
            for (int first = 0; first < column.Length; first += HashedRows)
                hash.AppendData(
                    piece,
                    0,
                    WriteColumn(piece, 0, column[first..Math.Min(first + HashedRows, column.Length)])
                );
        ArrayPool<byte>.Shared.Return(piece);
    }

    /// <summary>Joins chunks into one series, cut after <paramref name="rows"/> rows.</summary>
    public static BarSeries Decode(string ticker, DataOrigin origin, IReadOnlyList<ArraySegment<byte>> chunks, int rows)
    {
        if (rows < 0 || rows > chunks.Sum(c => (long)RowsOf(c.Count, CleanColumns)))
            throw new InvalidDataException($"{rows} rows of {ticker} are promised, and its chunks hold fewer");
        var dates = new DateOnly[rows];
        double[][] columns = [.. Enumerable.Range(0, CleanColumns).Select(_ => new double[rows])];
        int done = 0;
        foreach (ArraySegment<byte> chunk in chunks)
        {
            int n = RowsOf(chunk.Count, CleanColumns),
                take = Math.Min(n, rows - done);
            ReadDates(chunk, dates.AsSpan(done, take));
            for (int c = 0; c < CleanColumns; c++)
                ReadColumn(chunk, (n * sizeof(int)) + (c * n * sizeof(double)), columns[c].AsSpan(done, take));
            done += take;
        }

        return new(ticker, origin, dates, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    public static byte[] Encode(ReadOnlySpan<DeliveredBar> bars)
    {
        int n = bars.Length,
            size = Size(n, DeliveredColumns);
        byte[] data = ArrayPool<byte>.Shared.Rent(size);
        for (int t = 0; t < n; t++)
        {
            DeliveredBar bar = bars[t];
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(t * sizeof(int)), bar.Date.DayNumber);
            WriteValue(data, n, 0, t, bar.Open);
            WriteValue(data, n, 1, t, bar.High);
            WriteValue(data, n, 2, t, bar.Low);
            WriteValue(data, n, 3, t, bar.Close);
            WriteValue(data, n, 4, t, bar.Volume);
            WriteValue(data, n, 5, t, bar.AdjustedClose);
            WriteValue(data, n, 6, t, bar.AdjustedVolume);
        }

        MemoryStream packed = s_packed ??= new();
        packed.SetLength(0);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(data, 0, size);
        ArrayPool<byte>.Shared.Return(data);
        return packed.ToArray();
    }

    /// <summary>Adds the rows of a chunk to others; none of a chunk all of whose days lie before a day.</summary>
    public static void DecodeDelivered(ArraySegment<byte> chunk, int rows, List<DeliveredBar> bars, DateOnly from)
    {
        if (rows is < 0 or > MostRows)
            throw new InvalidDataException($"a chunk promises {rows} rows");
        byte[] data = ArrayPool<byte>.Shared.Rent(Size(rows, DeliveredColumns));
        var dates = new DateOnly[rows];
        using (
            var deflate = new DeflateStream(
                new MemoryStream(chunk.Array!, chunk.Offset, chunk.Count),
                CompressionMode.Decompress
            )
        )
        {
            int days = rows * sizeof(int);
            deflate.ReadExactly(data, 0, days);
            ReadDates(data, dates);
            if (from != default && dates.All(d => d < from))
            {
                ArrayPool<byte>.Shared.Return(data);
                return;
            }

            deflate.ReadExactly(data, days, Size(rows, DeliveredColumns) - days);
        }

        for (int t = 0; t < rows; t++)
            bars.Add(
                new()
                {
                    Date = dates[t],
                    Open = Value(data, rows, 0, t),
                    High = Value(data, rows, 1, t),
                    Low = Value(data, rows, 2, t),
                    Close = Value(data, rows, 3, t),
                    Volume = Value(data, rows, 4, t),
                    AdjustedClose = Value(data, rows, 5, t),
                    AdjustedVolume = Value(data, rows, 6, t),
                }
            );
        ArrayPool<byte>.Shared.Return(data);
    }

    private static double Value(byte[] data, int rows, int column, int t) =>
        BinaryPrimitives.ReadDoubleLittleEndian(data.AsSpan(Place(rows, column, t)));

    private static void WriteValue(byte[] data, int rows, int column, int t, double value) =>
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(Place(rows, column, t)), value);

    private static int Place(int rows, int column, int t) =>
        (rows * sizeof(int)) + (((column * rows) + t) * sizeof(double));

    /// <summary>Sixteen bytes of SHA-256: they tell a damaged blob from a good one, and two alike
    /// from two that differ.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> data) => SHA256.HashData(data)[..16];

    private static int Size(int rows, int columns) => rows * (sizeof(int) + (columns * sizeof(double)));

    private static int RowsOf(int bytes, int columns) => bytes / (sizeof(int) + (columns * sizeof(double)));

    private static void WriteDates(Span<byte> data, int n, ReadOnlySpan<DateOnly> dates)
    {
        for (int t = 0; t < n; t++)
            BinaryPrimitives.WriteInt32LittleEndian(data[(t * sizeof(int))..], dates[t].DayNumber);
    }

    private static void ReadDates(ReadOnlySpan<byte> data, Span<DateOnly> dates)
    {
        for (int t = 0; t < dates.Length; t++)
            dates[t] = DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(data[(t * sizeof(int))..]));
    }

    private static int WriteColumn(Span<byte> data, int at, ReadOnlySpan<double> column)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(column).CopyTo(data[at..]);
        }
        else
        {
            for (int t = 0; t < column.Length; t++)
                BinaryPrimitives.WriteDoubleLittleEndian(data[(at + (t * sizeof(double)))..], column[t]);
        }

        return at + (column.Length * sizeof(double));
    }

    private static void ReadColumn(ReadOnlySpan<byte> data, int at, Span<double> column)
    {
        if (BitConverter.IsLittleEndian)
        {
            data.Slice(at, column.Length * sizeof(double)).CopyTo(MemoryMarshal.AsBytes(column));
        }
        else
        {
            for (int t = 0; t < column.Length; t++)
                column[t] = BinaryPrimitives.ReadDoubleLittleEndian(data[(at + (t * sizeof(double)))..]);
        }
    }

    /// <summary>The five value columns of a series, in stored order.</summary>
    private ref struct Columns(BarSeries series)
    {
        private int _at = -1;

        public readonly ReadOnlySpan<double> Current =>
            _at switch
            {
                0 => series.Open,
                1 => series.High,
                2 => series.Low,
                3 => series.Close,
                _ => series.Volume,
            };

        public readonly Columns GetEnumerator() => this;

        public bool MoveNext() => ++_at < CleanColumns;
    }
}
