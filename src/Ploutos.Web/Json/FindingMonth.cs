using Ploutos.Workflows.Views;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Json;

/// <summary>Findings of a ticker in a month.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Month">The first day of the month.</param>
/// <param name="Count">Findings of any severity.</param>
/// <param name="Serious">Those that may mislead a model.</param>
internal sealed record FindingMonth(string Ticker, DateOnly Month, int Count, int Serious)
{
    /// <summary>All months that have findings, by ticker and month.</summary>
    public static IReadOnlyList<FindingMonth> Of(FindingList findings) =>
        [
            .. findings
                .Findings.GroupBy(f => (f.Ticker, Month: new DateOnly(f.Date.Year, f.Date.Month, 1)))
                .Select(g => new FindingMonth(g.Key.Ticker, g.Key.Month, g.Count(), g.Count(IsSerious)))
                .OrderBy(m => m.Ticker, StringComparer.Ordinal)
                .ThenBy(m => m.Month),
        ];

    private static bool IsSerious(DataFinding f) => f.Severity == FindingSeverity.Serious;
}
