using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Finds the one date format of a whole file. Every format that reads all of its dates is
/// a candidate. Where two remain (only day and month can be confused), the one under which the
/// dates run in one direction and never fall on a weekend on which their markets rest is taken;
/// where that does not decide either, the user is asked. No row is ever read by another format than
/// its neighbours.</summary>
internal static class DateColumn
{
    private static readonly string[] Formats =
    [
        "yyyy-M-d",
        "yyyyMMdd",
        "yyyy/M/d",
        "yyyy.M.d",
        "M/d/yyyy",
        "d/M/yyyy",
        "d.M.yyyy",
        "d-M-yyyy",
        "M-d-yyyy",
        "d-MMM-yy",
        "d-MMM-yyyy",
        "d MMM yyyy",
        "MMM d, yyyy",
        "M/d/yy",
        "d/M/yy",
        "d.M.yy",
    ];

    /// <summary>Reads a column.</summary>
    /// <param name="texts">The cells.</param>
    /// <param name="lines">Their lines.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="column">The column's name, for messages.</param>
    /// <param name="format">How they are written; null finds out.</param>
    /// <param name="market">The market of a row, by its index; null where it is not known.</param>
    /// <exception cref="MarketDataException">No form reads them all, or two do.</exception>
    public static (DateOnly[] Dates, DateForm Form) Parse(
        IReadOnlyList<string> texts,
        IReadOnlyList<long> lines,
        string file,
        string column,
        string? format,
        Func<int, ExchangeCalendar?> market
    )
    {
        if (format is not null)
            Check(format);
        var readings = new List<(string Format, DateOnly[] Dates)>();
        int furthest = 0;
        DateOnly[] spare = [];
        foreach (string candidate in format is null ? Formats : [format])
        {
            int read = Read(texts, candidate, ref spare);
            furthest = Math.Max(furthest, read);
            if (read < texts.Count)
                continue;
            readings.Add((candidate, spare));
            spare = [];
        }

        if (readings.Count == 0)
        {
            throw new MarketDataException(
                $"{file}: line {lines[furthest]}, column '{Quoted.Cell(column)}': '{Quoted.Cell(texts[furthest])}' is"
                    + " not a date"
                    + (furthest > 0 ? " in the form of the lines before it. " : ". ")
                    + "Write all dates of a file in one form, best yyyy-MM-dd, or name the form."
            )
            {
                Kind = MarketDataFault.DateForm,
            };
        }

        if (readings.Count == 1)
            return (readings[0].Dates, new(readings[0].Format, null));
        var plausible = readings
            .Where(r => IsOneWay(r.Dates) && !r.Dates.Where((day, row) => IsRest(day, row, market)).Any())
            .ToList();
        if (plausible.Count == 1)
            return (
                plausible[0].Dates,
                new(plausible[0].Format, readings.First(r => r.Format != plausible[0].Format).Format)
            );
        throw new MarketDataException(
            $"{file}: line {lines[0]}, column '{Quoted.Cell(column)}': '{Quoted.Cell(texts[0])}' can be read as "
                + $"{string.Join(" or ", readings.Select(r => r.Format))}, and the other lines do not decide it. Name"
                + $" the form, or use yyyy-MM-dd."
        )
        {
            Kind = MarketDataFault.DateForm,
        };
    }

    /// <summary>Refuses what is no format of a date: an unended quote, or a % or \ with nothing behind
    /// it.</summary>
    /// <exception cref="MarketDataException">It is none.</exception>
    public static void Check(string format)
    {
        string day = CellMoment.DateFormat(format);
        try
        {
            _ = DateOnly.TryParseExact("", day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            _ = DateOnly.MaxValue.ToString(day, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new MarketDataException(
                $"The date format must be written with y, M and d, such as dd/MM/yyyy, but got '{Quoted.Cell(format)}'."
                    + " Correct it, or leave it out to have it found."
            );
        }
    }

    /// <summary>Reads texts from the first on.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="format">How they should be written.</param>
    /// <param name="dates">Room for the dates, which is made where the first text can be read.</param>
    /// <returns>How many could be read before one that could not.</returns>
    private static int Read(IReadOnlyList<string> texts, string format, ref DateOnly[] dates)
    {
        int read = 0;
        for (; read < texts.Count && TryRead(texts[read], format, out DateOnly date); read++)
        {
            if (dates.Length == 0)
                dates = new DateOnly[texts.Count];
            dates[read] = date;
        }

        return read;
    }

    private static bool TryRead(string text, string format, out DateOnly date)
    {
        ReadOnlySpan<char> day = text.AsSpan().Trim();
        return DateOnly.TryParseExact(day, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    // Not its holidays: some files fill them with the day before
    private static bool IsRest(DateOnly date, int row, Func<int, ExchangeCalendar?> market) =>
        date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        && market(row) is { } calendar
        && calendar.Knows(date)
        && !calendar.IsSession(date)
        // Many sources have a bar of Sunday evening
        && !(calendar == ExchangeCalendars.ForeignExchange && date.DayOfWeek == DayOfWeek.Sunday);

    private static bool IsOneWay(DateOnly[] dates)
    {
        bool up = true,
            down = true;
        for (int i = 1; i < dates.Length; i++)
        {
            up &= dates[i] > dates[i - 1];
            down &= dates[i] < dates[i - 1];
        }

        return up || down;
    }
}
