using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Rendering;

/// <summary>Universes and their members.</summary>
internal static class UniverseView
{
    public static void Write(Output output, IReadOnlyList<UniverseOverview> universes)
    {
        TextTable table = new(new("universe"), new("tickers", Right: true), new("members"), new("from"), new("to"));
        foreach (UniverseOverview u in universes)
            table.Add(
                u.Name,
                Figures.Count(u.Tickers),
                u.Dated ? "dated" : "of one day",
                u.From is { } from ? Figures.Day(from) : "-",
                u.To is { } to ? Figures.Day(to) : "-"
            );
        table.Write(output);
        if (universes.Any(u => !u.Dated))
            output.Line(
                "Of one day: who had failed or left before is missing, so that figures of earlier years are too good"
                    + " (survivorship bias)."
            );
    }

    public static void WriteMembers(Output output, IReadOnlyList<UniverseMember> members)
    {
        TextTable table = new(new("ticker"), new("from"), new("to"));
        foreach (UniverseMember m in members)
            table.Add(m.Ticker, m.From is { } from ? Figures.Day(from) : "-", m.To is { } to ? Figures.Day(to) : "-");
        table.Write(output);
    }
}
