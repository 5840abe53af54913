using System.Globalization;
using Ploutos.Signals.Ledger;

namespace Ploutos.Cli.Rendering;

/// <summary>Stored signals as a table.</summary>
internal static class SignalsView
{
    private static readonly string[] BuiltIn = ["momentum", "reversion", "volatility"];

    /// <summary>A line a signal; behind a probability stands what came: + for UP or HIGH, - for the
    /// other.</summary>
    public static void Write(Output output, IReadOnlyList<SignalRow> rows)
    {
        if (rows.Count == 0)
        {
            output.Line("There is no such signal. 'ploutos predict' and 'ploutos live' store them.");
            return;
        }

        SimulatedBanner.Write(output, rows.Any(r => r.Simulated));
        string[] experts = [.. BuiltIn.Union(rows.SelectMany(r => r.Experts.Select(e => e.Expert)))];
        TextTable table = new([
            new("day"),
            new("ticker"),
            new("kind"),
            new("signal"),
            new("score", Right: true),
            .. experts.Select(e => new TableHead(e, Right: true)),
            new("risk", Right: true) { Begins = true },
            new("made"),
        ])
        {
            Keys = 2,
        };
        foreach (SignalRow row in rows)
            table.Add([
                Figures.Day(row.AsOf),
                row.Ticker,
                row.Kind.Text(),
                row.Signal ?? "none",
                row.Score is { } score ? Figures.Score(score) : "-",
                .. experts.Select(e => Said(row, e)),
                Risk(row.Risk),
                row.MadeAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
                    + (row.Kind == SignalKind.Daily && row.Late ? " LATE" : ""),
            ]);
        table.Write(output);
        if (rows.Any(r => r.Experts.Any(e => e.Happened is not null)))
            output.Line("Behind a probability: + it came UP or HIGH, - it did not.");
        if (rows.Any(r => r.Risk is not null))
            output.Line(
                "Risk: forecast volatility of the next 5 days a year; behind it what came, and ! where the move fell"
                    + " below the 5 % loss limit."
            );
        foreach (SignalRow row in rows.Where(r => r.Reason is not null))
            output.Line($"{row.Ticker} {Figures.Day(row.AsOf)}: {row.Reason}");
    }

    private static string Risk(RiskRow? risk) =>
        risk is null
            ? "-"
            : Figures.Text($"{risk.Volatility * 100:0.0}%")
                + (risk.Realised is { } came ? Figures.Text($" {came * 100:0.0}%") : "")
                + (risk.Beyond == true ? "!" : "");

    private static string Said(SignalRow row, string expert) =>
        row.Experts.FirstOrDefault(e => e.Expert == expert) is { } said
            ? string.Create(CultureInfo.InvariantCulture, $"{said.Probability * 100:0.0}%")
                + said.Happened switch
                {
                    true => "+",
                    false => "-",
                    null => "",
                }
            : "-";
}
