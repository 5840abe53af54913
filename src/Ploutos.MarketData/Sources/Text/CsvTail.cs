using System.Buffers;
using System.Globalization;
using System.Text;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Text;

/// <summary>Reads the newest days of a plain table of one ticker. Every line is looked at, and the file is
/// left to <see cref="CsvBarFile"/> where one is not of the plain form: the header's columns, of which the
/// first is the date as yyyy-MM-dd, one day later than the line before, and numbers without any sign. Only
/// the lines of the wanted days become numbers, by the very code that reads whole files.</summary>
internal static class CsvTail
{
    private const int LongestFile = 64 << 20,
        DateLength = 10;

    private static readonly HashSet<string> s_known = new(
        ["Date", "Open", "High", "Low", "Close", "Adj Close", "Volume"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The days from one on, or an earlier one where there are none.</summary>
    /// <param name="file">The file, which is named after its ticker.</param>
    /// <param name="first">The first day wanted.</param>
    /// <param name="options">What is known of the table; its ticker is that of the name.</param>
    /// <returns>The series; null where the file must be read as a whole.</returns>
    /// <exception cref="MarketDataException">As <see cref="CsvBarFile"/>.</exception>
    public static DeliveredSeries? Read(string file, DateOnly first, TableOptions options)
    {
        if (
            !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || Bytes(file) is not { Array: { } rented } bytes
        )
            return null;
        try
        {
            return TextOf(bytes, first) is { } text ? CsvBarFile.Read(new StringReader(text), options).Series[0] : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>A file's bytes in memory of the shared pool; null where it can't be read like this.</summary>
    private static ArraySegment<byte>? Bytes(string file)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(file);
            long length = RandomAccess.GetLength(handle);
            if (length is 0 or > LongestFile)
                return null;
            byte[] rented = ArrayPool<byte>.Shared.Rent((int)length);
            int read = 0;
            while (
                read < length
                && RandomAccess.Read(handle, rented.AsSpan(read, (int)length - read), read) is > 0 and var n
            )
                read += n;
            return new(rented, 0, read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // whoever reads the whole file says why
        }
    }

    /// <summary>The header and the lines from a day on, or the newest line; null where the table is not plain,
    /// or has no line before that day.</summary>
    private static string? TextOf(ReadOnlySpan<byte> bytes, DateOnly first)
    {
        int end = bytes.IndexOf((byte)'\n'),
            from = -1,
            last = -1,
            newest = 0,
            wanted = Key(first);
        if (end < 0 || !IsHeader(bytes[..end], out int columns))
            return null;
        string header = Encoding.ASCII.GetString(bytes[..(end + 1)]);
        bool isFirst = true;
        for (int at = end + 1; at < bytes.Length; isFirst = false)
        {
            int length = bytes[at..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? bytes[at..] : bytes.Slice(at, length);
            int day = DayOf(line);
            if (day <= newest || !AreNumbers(line[DateLength..], columns - 1))
                return null;
            (newest, last) = (day, at);
            if (day >= wanted && from < 0)
            {
                if (isFirst)
                    return null; // nothing to leave out
                from = at;
            }

            at = length < 0 ? bytes.Length : at + length + 1;
        }

        // Where there is none, the newest line says that the table is read.
        from = from < 0 ? last : from;
        return from < 0 ? null : header + Encoding.ASCII.GetString(bytes[from..]);
    }

    private static bool IsHeader(ReadOnlySpan<byte> line, out int columns)
    {
        string[] names = Encoding.Latin1.GetString(line).TrimEnd('\r').Split(',');
        columns = names.Length;
        return names[0].Equals("Date", StringComparison.OrdinalIgnoreCase)
            && names.All(s_known.Contains)
            && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == columns
            && columns >= s_known.Count - 1
            && names.Contains("Volume", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A line's day as the number yyyyMMdd; 0 where it does not begin with one.</summary>
    private static int DayOf(ReadOnlySpan<byte> line)
    {
        if (line.Length < DateLength || line[4] != '-' || line[7] != '-')
            return 0;
        int year = Number(line[..4]),
            month = Number(line.Slice(5, 2)),
            day = Number(line.Slice(8, 2));
        return year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? 0
            : (year * 10_000) + (month * 100) + day;
    }

    private static int Key(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    private static int Number(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    /// <summary>Whether so many cells follow, each a comma, digits, and perhaps a point and digits.</summary>
    private static bool AreNumbers(ReadOnlySpan<byte> cells, int count)
    {
        if (cells.Length > 0 && cells[^1] == '\r')
            cells = cells[..^1];
        int at = 0;
        for (; count > 0; count--)
        {
            if (at >= cells.Length || cells[at++] != ',' || !Digits(cells, ref at))
                return false;
            if (at < cells.Length && cells[at] == '.')
            {
                at++;
                if (!Digits(cells, ref at))
                    return false;
            }
        }

        return at == cells.Length;
    }

    private static bool Digits(ReadOnlySpan<byte> cells, ref int at)
    {
        int from = at;
        while (at < cells.Length && cells[at] is >= (byte)'0' and <= (byte)'9')
            at++;
        return at > from;
    }
}
