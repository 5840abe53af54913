using Ploutos.MarketData;
using Ploutos.MarketData.Quality;

namespace Ploutos.Workspace.Bars;

/// <summary>The checks' findings in the words of the contracts.</summary>
public static class DataReports
{
    /// <summary>A report of everything that was found.</summary>
    public static DataReport Of(
        string source,
        bool simulated,
        IReadOnlyList<ImportedSeries> series,
        IReadOnlyList<QualityFinding> findings
    ) => new(source, simulated, series, Totals(findings), Findings(findings));

    /// <summary>Findings by reason and severity, the gravest first.</summary>
    public static IReadOnlyList<FindingTotal> Totals(IReadOnlyList<QualityFinding> findings) =>
        [
            .. findings
                .GroupBy(f => (f.Reason, f.Severity))
                .OrderByDescending(g => g.Key.Severity)
                .ThenByDescending(g => g.Count())
                .Select(g => new FindingTotal(g.Key.Reason.ToString(), SeverityOf(g.Key.Severity), g.Count())),
        ];

    /// <summary>Each finding.</summary>
    public static IReadOnlyList<DataFinding> Findings(IReadOnlyList<QualityFinding> findings) =>
        [
            .. findings.Select(f => new DataFinding(
                f.Ticker,
                f.Date,
                f.Reason.ToString(),
                SeverityOf(f.Severity),
                f.Action.ToString(),
                f.Detail
            )),
        ];

    private static FindingSeverity SeverityOf(Severity severity) =>
        severity switch
        {
            Severity.Info => FindingSeverity.Info,
            Severity.Warning => FindingSeverity.Warning,
            _ => FindingSeverity.Serious,
        };

    /// <summary>One series that went through the checks.</summary>
    public static ImportedSeries Describe(string ticker, ImportOutcome outcome, CheckedSeries result)
    {
        BarSeries bars = result.Series;
        return new(
            ticker,
            outcome,
            result.Report.RowsIn,
            result.Report.RowsOut,
            bars.Count > 0 ? bars.Dates[0] : null,
            bars.Count > 0 ? bars.Dates[^1] : null
        );
    }
}
