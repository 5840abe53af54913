namespace Ploutos.Workflows;

/// <summary>Where bars come from.</summary>
/// <param name="Source"><c>csv:PATH</c> (a folder with a file a ticker, or one file with a ticker column), <c>simulated</c>, or <c>simulated:SEED</c>.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="DateFormat">How the files write dates; null finds out.</param>
/// <param name="Strict">Refuse series with serious findings.</param>
public sealed record ImportRequest(string Source, IReadOnlyList<string>? Tickers = null, string? DateFormat = null, bool Strict = false);

/// <summary>One ticker that was imported or checked.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Outcome">Created, Extended, Unchanged, Revised, or Checked where nothing was stored.</param>
/// <param name="RowsIn">Rows delivered.</param>
/// <param name="RowsOut">Rows kept.</param>
/// <param name="FirstDay">First day kept.</param>
/// <param name="LastDay">Last day kept.</param>
public sealed record ImportedSeries(string Ticker, string Outcome, int RowsIn, int RowsOut, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>One defect: where, why, how bad, what was done.</summary>
public sealed record DataFinding(string Ticker, DateOnly Date, string Reason, string Severity, string Action, string Detail);

/// <summary>How many findings of one kind.</summary>
public sealed record FindingTotal(string Reason, string Severity, int Count);

/// <summary>What an import or a check found.</summary>
/// <param name="Source">Where the bars came from.</param>
/// <param name="Simulated">True for made-up bars: shown wherever anything made from them is.</param>
/// <param name="Series">The tickers.</param>
/// <param name="Totals">Findings by reason.</param>
/// <param name="Findings">All findings.</param>
public sealed record DataReport(string Source, bool Simulated, IReadOnlyList<ImportedSeries> Series, IReadOnlyList<FindingTotal> Totals, IReadOnlyList<DataFinding> Findings);

/// <summary>One ticker in the store.</summary>
public sealed record StoredSeries(string Ticker, bool Simulated, string Source, int Rows, DateOnly FirstDay, DateOnly LastDay, DateTimeOffset FetchedAt, int Warnings, int Serious);
