using System.Text.RegularExpressions;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Parts a cell into its date and its time of day. Daily files stamp each day with a time,
/// such as midnight or the close; more than a few different times are intraday data.</summary>
internal static partial class CsvMoment
{
    /// <summary>The text of the date, and that of the time of day; empty where there is none.</summary>
    public static (string Date, string Time) Split(string text)
    {
        Match match = WithTime().Match(text);
        return match.Success ? (match.Groups["date"].Value, match.Groups["time"].Value) : (text, "");
    }

    /// <summary>The part of a .NET date format that stands for the date.</summary>
    public static string DateFormat(string format) => TimeFormat().Replace(format, "");

    [GeneratedRegex(@"(?:'?T'?|\s)*[Hh]{1,2}.*$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeFormat();

    // "2024-01-02T09:30:00-05:00", "1/2/2024 9:30 AM", "20240102 093000", "202401020930"
    [GeneratedRegex(
        @"^\s*(?:(?<date>.*?\d)(?:T|\s+)(?<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?).*"
            + @"|(?<date>\d{8})(?:T|\s*)(?<time>\d{4}(?:\d{2})?)Z?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WithTime();
}
