namespace Ploutos.MarketData.Quality;

/// <summary>Everything the checks found in one or many series, and how many rows went in and
/// came out.</summary>
/// <param name="RowsIn">Rows delivered.</param>
/// <param name="RowsOut">Rows in the checked series.</param>
/// <param name="Findings">By ticker as checked, then by date.</param>
public sealed record QualityReport(int RowsIn, int RowsOut, IReadOnlyList<QualityFinding> Findings)
{
    /// <summary>A report of nothing, to merge others into.</summary>
    public static QualityReport Empty { get; } = new(0, 0, []);

    /// <summary>Findings by reason, the most frequent first.</summary>
    public IReadOnlyList<(QualityReason Reason, int Count)> Totals =>
        [
            .. Findings
                .GroupBy(f => f.Reason)
                .Select(g => (g.Key, g.Count()))
                .OrderByDescending(t => t.Item2)
                .ThenBy(t => t.Key),
        ];

    /// <summary>Whether any finding is serious.</summary>
    public bool HasSerious => Findings.Any(f => f.Severity == Severity.Serious);

    /// <summary>How many findings have a reason.</summary>
    public int CountOf(QualityReason reason) => Findings.Count(f => f.Reason == reason);

    /// <summary>One report of many.</summary>
    public static QualityReport Merge(IEnumerable<QualityReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        int rowsIn = 0,
            rowsOut = 0;
        var findings = new List<QualityFinding>();
        foreach (QualityReport report in reports)
        {
            rowsIn += report.RowsIn;
            rowsOut += report.RowsOut;
            findings.AddRange(report.Findings);
        }

        return new(rowsIn, rowsOut, findings);
    }

    /// <summary>For <c>--strict</c>: does nothing, or names the first serious findings.</summary>
    /// <exception cref="MarketDataException">There is a serious finding.</exception>
    public void ThrowIfSerious()
    {
        QualityFinding[] serious = [.. Findings.Where(f => f.Severity == Severity.Serious)];
        if (serious.Length == 0)
            return;
        string shown = string.Join(
            "\n",
            serious.Take(5).Select(f => $"  {f.Ticker} {f.Date:yyyy-MM-dd} {f.Reason}: {f.Detail}")
        );
        throw new MarketDataException(
            $"{serious.Length} serious finding(s), and a strict check stops on them:\n{shown}\nMend the source, or"
                + $" check less strictly."
        )
        {
            Kind = MarketDataFault.SeriousFindings,
        };
    }
}
