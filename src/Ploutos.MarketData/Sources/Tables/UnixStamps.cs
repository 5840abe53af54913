using System.Globalization;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Columns of whole numbers that count from 1970: seconds (TradingView), milliseconds,
/// microseconds or nanoseconds (Polygon).</summary>
internal static class UnixStamps
{
    // 1900 and 2200, in seconds
    private const double Earliest = -2.21e9,
        Latest = 7.26e9;

    private static readonly string[] Dates = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    /// <summary>Reads a whole column; a column with any other cell, or that can be read as dates, is
    /// none.</summary>
    /// <returns>The moments, one a cell; null where the column holds no such stamps.</returns>
    public static DateTimeOffset[]? Read(IReadOnlyList<string> texts)
    {
        if (texts.Count > 0 && !TryRead(texts[0], out _))
            return null;
        long[] numbers = new long[texts.Count];
        double largest = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!TryRead(texts[i], out numbers[i]))
                return null;
            largest = Math.Max(largest, Math.Abs((double)numbers[i]));
        }

        // Small numbers count rows
        if (largest < 1e7 || texts.All(IsDate))
            return null;
        long unit =
            largest < 1e11 ? 1
            : largest < 1e14 ? 1_000
            : largest < 1e17 ? 1_000_000
            : 1_000_000_000;
        return Array.TrueForAll(numbers, n => (double)n / unit is >= Earliest and <= Latest)
            ? Array.ConvertAll(numbers, n => DateTimeOffset.FromUnixTimeSeconds(n / unit))
            : null;
    }

    private static bool TryRead(string text, out long number)
    {
        // A table of numbers may have written them with a decimal point
        ReadOnlySpan<char> digits = text.EndsWith(".0", StringComparison.Ordinal) ? text.AsSpan()[..^2] : text;
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsDate(string text) =>
        DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
        && day.Year is > 1800 and < 2200;
}
