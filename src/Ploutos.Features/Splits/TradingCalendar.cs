using Ploutos.MarketData;

namespace Ploutos.Features.Splits;

/// <summary>The days on which at least one of the pooled tickers has a bar. Gaps between parts of a
/// split are counted on it.</summary>
public static class TradingCalendar
{
    /// <summary>The distinct days of all series, ascending.</summary>
    public static DateOnly[] Union(params IEnumerable<BarSeries> pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        BarSeries[] series = [.. pool.Where(b => b.Count > 0)];
        if (series.Length == 0)
            return [];
        int first = series.Min(b => b.Dates[0].DayNumber);
        var held = new bool[series.Max(b => b.Dates[^1].DayNumber) - first + 1];
        foreach (BarSeries bars in series)
        {
            foreach (DateOnly day in bars.Dates)
                held[day.DayNumber - first] = true;
        }

        var days = new List<DateOnly>();
        for (int d = 0; d < held.Length; d++)
            if (held[d])
                days.Add(DateOnly.FromDayNumber(first + d));
        return [.. days];
    }

    /// <summary>Index of the first day that is <paramref name="day"/> or later; the length where
    /// there is none.</summary>
    /// <param name="days">Ascending.</param>
    /// <param name="day">The day.</param>
    public static int FirstNotBefore(ReadOnlySpan<DateOnly> days, DateOnly day)
    {
        int at = days.BinarySearch(day);
        return at >= 0 ? at : ~at;
    }

    /// <summary>Index of the first day later than <paramref name="day"/>; the length where there is
    /// none.</summary>
    /// <param name="days">Ascending.</param>
    /// <param name="day">The day.</param>
    public static int FirstAfter(ReadOnlySpan<DateOnly> days, DateOnly day)
    {
        int at = days.BinarySearch(day);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>The days <c>days[start .. end]</c>, the end not included.</summary>
    internal static DayRange Range(ReadOnlySpan<DateOnly> days, int start, int end) =>
        start < end ? new(days[start], days[end - 1]) : DayRange.Empty;

    internal static void ThrowUnlessAscending(ReadOnlySpan<DateOnly> calendar)
    {
        for (int i = 1; i < calendar.Length; i++)
        {
            if (calendar[i] <= calendar[i - 1])
                throw new ArgumentException(
                    $"The calendar must be strictly ascending, but {calendar[i]:yyyy-MM-dd} follows "
                        + $"{calendar[i - 1]:yyyy-MM-dd}. Use TradingCalendar.Union.",
                    nameof(calendar)
                );
        }
    }
}
