using System.Text.Json.Serialization;
using Ploutos.MarketData.Quality;

namespace Ploutos.Workspace.Bars;

/// <summary>What an import or a check found.</summary>
/// <param name="Source">Where the bars came from.</param>
/// <param name="Simulated">True for made-up bars: shown wherever anything made from them is.</param>
/// <param name="Series">The tickers.</param>
/// <param name="Totals">Findings by reason.</param>
/// <param name="Findings">All findings.</param>
public sealed record DataReport(
    string Source,
    bool Simulated,
    IReadOnlyList<ImportedSeries> Series,
    IReadOnlyList<FindingTotal> Totals,
    IReadOnlyList<DataFinding> Findings
)
{
    /// <summary>What became of each file; null where the bars came from no files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ImportedFile>? Files { get; init; }

    /// <summary>How many files were refused.</summary>
    [JsonIgnore]
    public int Refused => Files?.Count(f => f.Outcome == FileOutcome.Refused) ?? 0;

    /// <summary>How many findings may mislead a model.</summary>
    [JsonIgnore]
    public int Serious => Findings.Count(f => f.Severity == FindingSeverity.Serious);
}
