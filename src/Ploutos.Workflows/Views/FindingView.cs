using Ploutos.MarketData.Quality;
using Ploutos.Research.Proof;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Views;

/// <summary>Quality findings as a list, the gravest and newest first.</summary>
internal static class FindingView
{
    public static FindingList Of(IEnumerable<QualityFinding> findings, int limit)
    {
        QualityFinding[] all =
        [
            .. findings
                .OrderByDescending(f => f.Severity)
                .ThenByDescending(f => f.Date)
                .ThenBy(f => f.Ticker, StringComparer.Ordinal),
        ];
        return new(all.Length, DataReports.Totals(all), DataReports.Findings([.. all.Take(limit)]));
    }
}
