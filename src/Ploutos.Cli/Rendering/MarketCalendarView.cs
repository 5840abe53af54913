using System.Globalization;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Rendering;

/// <summary>A market's hours and unusual days.</summary>
internal static class MarketCalendarView
{
    /// <summary>Writes one row an unusual day.</summary>
    public static void Write(Output output, MarketCalendar calendar)
    {
        output.Line($"{calendar.Market}, {calendar.Name}, {calendar.TimeZone}: {calendar.Hours}.");
        if (calendar.Days.Count > 0)
            WriteDays(output, calendar.Days);
        output.Line(
            $"{Figures.Count(calendar.Sessions)} session(s) from {Figures.Day(calendar.From)} to"
                + $" {Figures.Day(calendar.To)}; {Count(calendar, "closed")} closed weekday(s),"
                + $" {Count(calendar, "early")} early close(s)."
        );
    }

    private static void WriteDays(Output output, IReadOnlyList<MarketDay> days)
    {
        TextTable table = new(new("date"), new("day"), new("kind"), new("local close"), new("why"));
        foreach (MarketDay day in days)
            table.Add(
                Figures.Day(day.Date),
                day.Date.ToString("ddd", CultureInfo.InvariantCulture),
                day.Kind,
                day.LocalClose ?? "-",
                (day.Scheduled ? day.Name : $"unscheduled, {day.Name}") + (day.Certain ? "" : ", by rule alone")
            );
        table.Write(output);
    }

    private static string Count(MarketCalendar calendar, string kind) =>
        Figures.Count(calendar.Days.Count(day => day.Kind == kind));
}
