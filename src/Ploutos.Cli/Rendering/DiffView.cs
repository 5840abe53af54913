using System.Globalization;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Rendering;

/// <summary>How a source has rewritten a ticker's past.</summary>
internal static class DiffView
{
    private const int Shown = 20;

    /// <summary>Writes the vintages, then what differs between two of them.</summary>
    public static void Write(Output output, DataDiff diff)
    {
        SimulatedBanner.Write(output, diff.Simulated);
        TextTable vintages = new(
            new("vintage", Right: true),
            new("opened"),
            new("source"),
            new("bars", Right: true),
            new("from"),
            new("to"),
            new("why")
        );
        foreach (Vintage vintage in diff.Vintages)
            vintages.Add(
                Figures.Count(vintage.Number),
                vintage.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                vintage.Source,
                Figures.Count(vintage.Rows),
                Figures.Day(vintage.FirstDay),
                Figures.Day(vintage.LastDay),
                vintage.Reason
            );
        vintages.Write(output);
        output.Line();
        if (diff.Before is not { } before)
        {
            output.Line($"{diff.Ticker} was never revised.");
            return;
        }

        int days = diff.Changed.Select(value => value.Date).Distinct().Count();
        output.Line(
            $"{diff.Ticker}, vintage {before} to {diff.After}: "
                + $"{Figures.Count(diff.Changed.Count)} value(s) of {Figures.Count(days)} day(s) changed, "
                + $"{Figures.Count(diff.Added.Count)} day(s) added, {Figures.Count(diff.Removed.Count)} removed."
        );
        if (diff.Changed.Count > 0)
            WriteChanged(output, diff);
        WriteDays(output, "added", diff.Added);
        WriteDays(output, "removed", diff.Removed);
    }

    private static void WriteChanged(Output output, DataDiff diff)
    {
        TextTable table = new(
            new("date"),
            new("field"),
            new("before", Right: true),
            new("after", Right: true),
            new("change", Right: true)
        );
        foreach (ChangedValue value in diff.Changed.Take(Shown))
            table.Add(Figures.Day(value.Date), value.Field, Number(value.Before), Number(value.After), Change(value));
        table.Write(output);
        if (diff.Changed.Count > Shown)
            output.Line(
                $"The first {Shown} of {Figures.Count(diff.Changed.Count)} values. All of them: ploutos data diff"
                    + $" {diff.Ticker} --json"
            );
    }

    private static void WriteDays(Output output, string what, IReadOnlyList<DateOnly> days)
    {
        string first = string.Join(", ", days.Take(Shown).Select(Figures.Day));
        if (days.Count > 0)
            output.Line($"{what}: {first}{(days.Count > Shown ? ", ..." : "")}");
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Change(ChangedValue value) =>
        double.IsFinite(value.After / value.Before)
            ? ((value.After / value.Before) - 1).ToString("+0.0000%;-0.0000%", CultureInfo.InvariantCulture)
            : "-";
}
