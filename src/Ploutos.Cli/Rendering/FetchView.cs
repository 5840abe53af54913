using Ploutos.Research.Proof;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Rendering;

/// <summary>What a fetch brought: a row a ticker, then what the checks found in it, then what
/// failed.</summary>
internal static class FetchView
{
    private const int Shown = 10;

    /// <summary>Writes the report.</summary>
    public static void Write(Output output, FetchReport report)
    {
        SimulatedBanner.Write(output, report.Tickers.Any(ticker => ticker.Simulated));
        TextTable table = new(
            new("ticker"),
            new("outcome"),
            new("served by"),
            new("bars", Right: true),
            new("new", Right: true),
            new("revised", Right: true),
            new("from"),
            new("to"),
            new("passed over")
        );
        foreach (FetchedTicker ticker in report.Tickers)
            table.Add(
                ticker.Ticker,
                Outcome(ticker),
                ticker.Source ?? "",
                Figures.Count(ticker.Rows),
                Figures.Count(ticker.Added),
                Figures.Count(ticker.Changed),
                Day(ticker.FirstDay),
                Day(ticker.LastDay),
                string.Join(", ", ticker.PassedOver)
            );
        table.Write(output);
        foreach (FindingTotal total in report.Totals)
            output.Line(
                $"{StateName.Of(total.Severity).ToLowerInvariant()}: {total.Reason}, {Figures.Count(total.Count)}"
            );
        foreach (
            DataFinding finding in report
                .Findings.Where(finding => finding.Severity == FindingSeverity.Serious)
                .Take(Shown)
        )
            output.Line($"  {finding.Ticker} {Figures.Day(finding.Date)} {finding.Reason}: {finding.Detail}");
        foreach (FetchedTicker revised in report.Tickers.Where(ticker => ticker.Outcome == FetchOutcome.Revised))
            output.Line(
                $"{revised.Ticker} {(revised.Changed > 0 ? "was revised" : "has more days in its past now")}."
                    + $" See: ploutos data diff {revised.Ticker}"
            );
        foreach (FetchedTicker noted in report.Tickers)
        {
            foreach (string note in noted.Notes)
                output.Line($"{noted.Ticker}: {note}");
        }

        foreach (FetchedTicker failed in report.Tickers.Where(ticker => ticker.Error is not null))
            output.Line($"{failed.Ticker} failed: {failed.Error}");
    }

    private static string Outcome(FetchedTicker ticker) =>
        ticker.Outcome == FetchOutcome.UpToDate ? "up to date" : StateName.Of(ticker.Outcome).ToLowerInvariant();

    private static string Day(DateOnly? day) => day is { } known ? Figures.Day(known) : "-";
}
