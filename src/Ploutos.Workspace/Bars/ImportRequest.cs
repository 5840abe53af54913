using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

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
