using System.Globalization;
using Ploutos.Research.Proof;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>Pass or fail of each check, with its figures.</summary>
internal static class ProofView
{
    /// <summary>Writes the report.</summary>
    public static void Write(Output output, ProofReport report)
    {
        SimulatedBanner.Write(output, report.Simulated);
        output.Line(
            $"Proof of {string.Join(", ", report.Experts)} on {Figures.Count(report.Tickers.Count)} tickers of"
                + $" {report.Source}, "
                + $"{Figures.Day(report.From)} to {Figures.Day(report.To)}, tested from {Figures.Day(report.TestFrom)}"
        );
        output.Line($"Budget: {report.Budget}.");
        foreach (ProofCheck check in report.Checks)
            Write(output, check);
        output.Line();
        foreach (string check in report.LeftOut)
            output.Line($"Left out: {check}.");
        int failed = report.Checks.Count(check => !check.Passed);
        output.Line(
            failed == 0
                ? $"PASS: all {Figures.Count(report.Checks.Count)} checks in"
                    + $" {Figures.Span(TimeSpan.FromSeconds(report.Seconds))}"
                : $"FAIL: {Figures.Count(failed)} of {Figures.Count(report.Checks.Count)} checks "
                    + $"({string.Join(", ", report.Checks.Where(c => !c.Passed).Select(c => c.Name))}). "
                    + "Trust no figure of this pipeline until they pass."
        );
    }

    private static void Write(Output output, ProofCheck check)
    {
        output.Line();
        string took = Figures.Span(TimeSpan.FromSeconds(check.Seconds));
        output.Line($"{(check.Passed ? "PASS" : "FAIL")}  {check.Name}: {check.Claim} ({took})");
        output.Line($"      {check.Summary}");
        TextTable table = new(
            new("subject"),
            new("figure"),
            new("value", Right: true),
            new("interval"),
            new("expected", Right: true)
        );
        foreach (ProofFigure figure in check.Figures)
            table.Add(
                figure.Subject,
                figure.Name,
                Number(figure.Value),
                figure is { Low: { } low, High: { } high } ? $"[{Number(low)}, {Number(high)}]" : "",
                figure.Expected is { } expected ? Number(expected) : ""
            );
        table.Write(output);
        foreach (string fault in check.Faults)
            output.Line($"  - {fault}");
    }

    private static string Number(double value) =>
        Math.Abs(value) >= 1000 || value == Math.Truncate(value)
            ? value.ToString("#,0", CultureInfo.InvariantCulture)
            : value.ToString(Math.Abs(value) < 0.01 ? "0.00000" : "0.000", CultureInfo.InvariantCulture);
}
