using System.Globalization;
using Ploutos.Research.Programs;
using Ploutos.Research.Proof;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>Pass or fail of each check, with its figures.</summary>
internal static class ProofView
{
    private const int MostColumns = 8;

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
        Sum(output, report.Checks, report.Seconds, "pipeline");
    }

    /// <summary>Writes the report of a program.</summary>
    public static void Write(Output output, ProgramProof report)
    {
        SimulatedBanner.Write(output, report.Simulated);
        output.Line($"Proof of the program: {report.Command}");
        output.Line(
            $"on {Figures.Count(report.Tickers.Count)} tickers of {report.Source}, {Figures.Day(report.From)} to"
                + $" {Figures.Day(report.To)}; it ran {Figures.Count(report.Runs)} times and writes"
                + $" {Figures.Count(report.Rows)} rows of {string.Join(", ", report.Columns.Take(MostColumns))}"
                + (report.Columns.Count > MostColumns ? $" and {report.Columns.Count - MostColumns} more" : "")
        );
        foreach (ProofCheck check in report.Checks)
            Write(output, check);
        output.Line();
        Sum(output, report.Checks, report.Seconds, "program");
    }

    private static void Sum(Output output, IReadOnlyList<ProofCheck> checks, double seconds, string proven)
    {
        int failed = checks.Count(check => !check.Passed);
        output.Line(
            failed == 0
                ? $"PASS: all {Figures.Count(checks.Count)} checks in {Figures.Span(TimeSpan.FromSeconds(seconds))}"
                : $"FAIL: {Figures.Count(failed)} of {Figures.Count(checks.Count)} checks "
                    + $"({string.Join(", ", checks.Where(c => !c.Passed).Select(c => c.Name))}). "
                    + $"Trust no figure of this {proven} until they pass."
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
        )
        {
            Keys = 2,
        };
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
