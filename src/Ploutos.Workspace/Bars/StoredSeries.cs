using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

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
