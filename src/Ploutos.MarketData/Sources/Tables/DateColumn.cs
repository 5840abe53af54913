using System.Globalization;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Finds the one date format of a whole file. Every format that reads all of its dates is
/// a candidate. Where two remain (only day and month can be confused), the one under which the
/// dates run in one direction and never fall on a weekend is taken; where that does not decide
/// either, the user is asked. No row is ever read by another format than its neighbours.</summary>
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

    public static DateOnly[] Parse(
        IReadOnlyList<string> texts,
        IReadOnlyList<long> lines,
        string file,
        string column,
        string? format
    )
    {
        if (format is not null)
            Check(format);
        var readings = new List<(string Format, DateOnly[] Dates)>();
        int furthest = 0;
        foreach (string candidate in format is null ? Formats : [format])
        {
            var dates = new DateOnly[texts.Count];
            int read = 0;
            while (read < dates.Length && TryRead(texts[read], candidate, out dates[read]))
                read++;
            furthest = Math.Max(furthest, read);
            if (read == dates.Length)
                readings.Add((candidate, dates));
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
            return readings[0].Dates;
        var plausible = readings.Where(r => IsOneWay(r.Dates) && !r.Dates.Any(IsWeekend)).ToList();
        if (plausible.Count == 1)
            return plausible[0].Dates;
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

    private static bool TryRead(string text, string format, out DateOnly date)
    {
        ReadOnlySpan<char> day = text.AsSpan().Trim();
        return DateOnly.TryParseExact(day, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

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
