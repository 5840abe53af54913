using System.Text.Json.Serialization;

namespace Ploutos.Workflows;

/// <summary>Where bars come from.</summary>
/// <param name="Source"><c>csv:PATH</c> (a folder with a file a ticker, or one file with a ticker
/// column), <c>simulated</c>, or <c>simulated:SEED</c>.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="DateFormat">How the files write dates; null finds out.</param>
/// <param name="Strict">Refuse series with serious findings.</param>
public sealed record ImportRequest(
    string Source,
    IReadOnlyList<string>? Tickers = null,
    string? DateFormat = null,
    bool Strict = false
);

/// <summary>One ticker that was imported or checked.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Outcome">Created, Extended, Unchanged, Revised, or Checked where nothing was
/// stored.</param>
/// <param name="RowsIn">Rows delivered.</param>
/// <param name="RowsOut">Rows kept.</param>
/// <param name="FirstDay">First day kept.</param>
/// <param name="LastDay">Last day kept.</param>
public sealed record ImportedSeries(
    string Ticker,
    string Outcome,
    int RowsIn,
    int RowsOut,
    DateOnly? FirstDay,
    DateOnly? LastDay
);

/// <summary>One defect: where, why, how bad, what was done.</summary>
public sealed record DataFinding(
    string Ticker,
    DateOnly Date,
    string Reason,
    string Severity,
    string Action,
    string Detail
);

/// <summary>How many findings of one kind.</summary>
public sealed record FindingTotal(string Reason, string Severity, int Count);

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
    /// <summary>How many findings may mislead a model.</summary>
    [JsonIgnore]
    public int Serious => Findings.Count(f => f.Severity == "Serious");
}

/// <summary>One ticker in the store.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Simulated">Made up.</param>
/// <param name="Source">Where the newest vintage came from, with the address or file.</param>
/// <param name="Rows">Clean bars.</param>
/// <param name="FirstDay">First bar.</param>
/// <param name="LastDay">Last bar.</param>
/// <param name="FetchedAt">When the source was last asked with success.</param>
/// <param name="Warnings">Findings of severity Warning.</param>
/// <param name="Serious">Findings of severity Serious.</param>
/// <param name="Vintage">The newest vintage; above 1 where a source has told the past differently.</param>
public sealed record StoredSeries(
    string Ticker,
    bool Simulated,
    string Source,
    int Rows,
    DateOnly FirstDay,
    DateOnly LastDay,
    DateTimeOffset FetchedAt,
    int Warnings,
    int Serious,
    int Vintage = 1
);

/// <summary>What to check.</summary>
/// <param name="Source">As in <see cref="ImportRequest"/>; null checks what is stored.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="DateFormat">How the files write dates; null finds out.</param>
/// <param name="Strict">Warn of serious findings; the caller fails on them
/// (<see cref="DataReport.Serious"/>).</param>
/// <param name="Against">Hold the stored bars against another source: auto, yahoo, stooq, alpaca,
/// tiingo, csv:DIR or simulated.</param>
public sealed record CheckRequest(
    string? Source = null,
    IReadOnlyList<string>? Tickers = null,
    string? DateFormat = null,
    bool Strict = false,
    string? Against = null
);
