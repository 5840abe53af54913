using System.Globalization;
using Ploutos.Signals.Sizing;

namespace Ploutos.Cli.Rendering;

/// <summary>Sized positions as text.</summary>
internal static class SizeView
{
    public static void Write(Output output, SizeReport report)
    {
        SimulatedBanner.Write(output, report.Simulated);
        output.Line(
            $"Positions for {Percent(report.TargetVolatility)} a year on"
                + $" {Money(report.Capital)}{In(report.Currency)}, after"
                + $" {Figures.Day(report.AsOf)}"
        );
        output.Line();
        bool converts = report.Positions.Any(p => p.Rate is not null);
        bool hasTrades = report.Positions.Any(p => p.Trade is not null);
        TableHead[] heads =
        [
            new("ticker"),
            new("price", Right: true),
            .. converts ? [new TableHead("rate", Right: true)] : Array.Empty<TableHead>(),
            new("shares", Right: true),
            new("worth", Right: true),
            new("weight", Right: true),
            new("volatility", Right: true),
            new("of the risk", Right: true),
        ];
        TextTable table = new(hasTrades ? [.. heads, new("held", Right: true), new("trade", Right: true)] : heads);
        foreach (SizedPosition p in report.Positions)
        {
            string[] cells =
            [
                p.Ticker,
                Money(p.Price),
                .. converts ? [p.Rate is { } rate ? Rate(rate) : "-"] : Array.Empty<string>(),
                p.Shares.ToString("N0", CultureInfo.InvariantCulture),
                Money(p.Worth),
                Percent(p.Weight),
                p.Volatility is { } v ? Percent(v) : "-",
                Percent(p.RiskShare),
            ];
            table.Add(hasTrades ? [.. cells, Shares(p.Held), Trade(p.Trade)] : cells);
        }

        table.Write(output);
        output.Line();
        output.Line(
            $"Together: {Percent(report.Volatility)} a year; {Money(report.Invested)} invested,"
                + $" {Money(report.Cash)} cash{In(report.Currency)}."
        );
        foreach (LeftOutTicker left in report.LeftOut)
            output.Line(
                $"Not sized: {left.Ticker}: {left.Reason}."
                    + (left.Held is { } held and not 0 ? $" The {Shares(held)} share(s) held stay." : "")
            );
        foreach (string note in report.Notes)
            output.Line($"note: {note}");
        output.Line("What this does not know:");
        foreach (string unknown in report.Unknown)
            output.Line($"  {unknown}");
        output.Line(RiskView.Sentence(report.Verdict));
        output.Line($"Model: {report.Model}");
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string In(string? currency) => currency is null ? "" : $" {currency}";

    private static string Rate(double rate) => rate.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Money(double amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Shares(double? count) => count?.ToString("#,##0.######", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Shares with a sign.</summary>
    private static string Trade(double? count) =>
        count?.ToString("+#,##0.######;-#,##0.######;0", CultureInfo.InvariantCulture) ?? "-";
}
