using System.Globalization;
using System.Text.RegularExpressions;
using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Parts a cell into its date and its time of day. Daily files stamp each day with a time,
/// such as midnight or the close; more than a few different times are intraday data.</summary>
internal static partial class CellMoment
{
    private const int ShortestUnparted = 12;

    /// <summary>The text of the date, and that of the time of day; empty where there is none. A
    /// moment in universal time is told by the market's clock, for a session may begin on the
    /// universal day before.</summary>
    public static (string Date, string Time) Split(string text, ExchangeCalendar clock)
    {
        // A time has a colon, or stands behind eight digits without one.
        if (text.Length < ShortestUnparted && !text.Contains(':', StringComparison.Ordinal))
            return (text, "");
        Match match = WithTime().Match(text);
        if (!match.Success)
            return (text, "");
        string date = match.Groups["date"].Value,
            time = match.Groups["time"].Value;
        return
            match.Groups["zone"].Success
            && DateTimeOffset.TryParseExact(
                $"{date} {time}",
                ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset moment
            )
            ? At(moment, clock)
            : (date, time);
    }

    /// <summary>A moment's day and time by a market's clock; midnight of universal time stands for
    /// the day itself.</summary>
    public static (string Date, string Time) At(DateTimeOffset moment, ExchangeCalendar clock)
    {
        DateTime local = moment.UtcDateTime.TimeOfDay == TimeSpan.Zero ? moment.UtcDateTime : clock.TimeAt(moment);
        return (
            local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The part of a .NET date format that stands for the date.</summary>
    public static string DateFormat(string format) => TimeFormat().Replace(format, "");

    [GeneratedRegex(@"(?:'?T'?|\s)*[Hh]{1,2}.*$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeFormat();

    // "2024-01-02T09:30:00-05:00", "1/2/2024 9:30 AM", "20240102-09:30:00", "20240102 093000", "202401020930"
    [GeneratedRegex(
        @"^\s*(?:(?<date>.*?\d)(?:T|\s+|-(?=\d{2}:))(?<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?)"
            + @"(?:(?:\.\d+)?\s*(?<zone>Z|UTC|\+00:?00)|.*)"
            + @"|(?<date>\d{8})(?:T|\s*)(?<time>\d{4}(?:\d{2})?)Z?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WithTime();
}
