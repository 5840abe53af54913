using Ploutos.Research.Proof;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Rendering;

/// <summary>What an import or a check found: totals by reason, examples of each, and where to
/// see all.</summary>
internal static class DataReportView
{
    private const int Examples = 2;

    /// <summary>Writes the report; <paramref name="allFindings"/> is the command that prints every
    /// finding.</summary>
    public static void Write(Output output, DataReport report, string allFindings)
    {
        SimulatedBanner.Write(output, report.Simulated);
        WriteSeries(output, report);
        if (report.Findings.Count == 0)
        {
            output.Line("No defect found.");
            return;
        }
        output.Line();
        WriteTotals(output, report);
        output.Line();
        WriteExamples(output, report, allFindings);
    }

    private static void WriteSeries(Output output, DataReport report)
    {
        int rowsIn = report.Series.Sum(series => series.RowsIn),
            rowsOut = report.Series.Sum(series => series.RowsOut);
        string outcomes = CountedWords(report.Series.Select(series => StateName.Of(series.Outcome)));
        string days =
            report.Series.Min(series => series.FirstDay) is { } first
            && report.Series.Max(series => series.LastDay) is { } last
                ? $", {Figures.Day(first)} to {Figures.Day(last)}"
                : "";
        output.Text(
            $"{report.Source}: {Counted.Of(report.Series.Count, "ticker")} ({outcomes}), "
                + $"{Figures.Count(rowsOut)} of {Figures.Count(rowsIn)} rows kept{days}"
        );
    }

    private static void WriteTotals(Output output, DataReport report)
    {
        ILookup<(string Reason, FindingSeverity Severity), DataFinding> byKind = report.Findings.ToLookup(finding =>
            (finding.Reason, finding.Severity)
        );
        TextTable table = new(
            new("reason"),
            new("severity"),
            new("rows", Right: true),
            new("tickers", Right: true),
            new("done about it"),
            new("most on one day")
        );
        foreach (FindingTotal total in report.Totals)
        {
            DataFinding[] findings = [.. byKind[(total.Reason, total.Severity)]];
            int tickers = findings.Select(finding => finding.Ticker).Distinct().Count();
            table.Add(
                total.Reason,
                StateName.Of(total.Severity),
                Figures.Count(total.Count),
                Figures.Count(tickers),
                CountedWords(findings.Select(finding => finding.Action)),
                Crowded(findings)
            );
        }
        table.Write(output);
    }

    private static string CountedWords(IEnumerable<string> words) =>
        string.Join(
            ", ",
            words
                .GroupBy(word => word)
                .Select(group => $"{Figures.Count(group.Count())} {group.Key.ToLowerInvariant()}")
        );

    /// <summary>The day that most findings of a kind share: a fault of the source rather than of a
    /// ticker.</summary>
    private static string Crowded(DataFinding[] findings) =>
        findings.GroupBy(finding => finding.Date).MaxBy(group => group.Count()) is { } day && day.Count() > 1
            ? $"{Figures.Count(day.Count())} on {Figures.Day(day.Key)}"
            : "";

    private static void WriteExamples(Output output, DataReport report, string allFindings)
    {
        TextTable table = new(new("ticker"), new("date"), new("reason"), new("severity"), new("action"), new("detail"))
        {
            Keys = 2,
        };
        int shown = 0;
        IEnumerable<DataFinding> examples = report
            .Findings.GroupBy(finding => (finding.Reason, finding.Severity))
            .OrderByDescending(kind => kind.Key.Severity)
            .SelectMany(kind => kind.Take(Examples));
        foreach (DataFinding finding in examples)
        {
            table.Add(
                finding.Ticker,
                Figures.Day(finding.Date),
                finding.Reason,
                StateName.Of(finding.Severity),
                finding.Action,
                finding.Detail
            );
            shown++;
        }
        table.Write(output);
        if (report.Findings.Count > shown)
        {
            string all = Figures.Count(report.Findings.Count);
            output.Text($"{shown} examples of {all} findings, the gravest kinds first. All of them: {allFindings}");
        }
    }
}
