using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What came of one ticker.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Outcome">What the fetch came to.</param>
/// <param name="Source">The source that served; null where none did.</param>
/// <param name="Rows">Clean bars in the store now; 0 where there are none.</param>
/// <param name="Added">Days that are new.</param>
/// <param name="Changed">Days that the source tells differently now, or no longer has.</param>
/// <param name="FirstDay">First bar in the store.</param>
/// <param name="LastDay">Last bar in the store.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="PassedOver">Sources asked before the one that served, with the fault
/// of each.</param>
/// <param name="Unknown">Failed because no source knows the ticker or has bars of it in
/// the range.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record FetchedTicker(
    string Ticker,
    FetchOutcome Outcome,
    string? Source,
    int Rows,
    int Added,
    int Changed,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    bool Simulated,
    IReadOnlyList<string> PassedOver,
    bool Unknown = false,
    string? Error = null
)
{
    /// <summary>What to know of a success, in sentences: such as a history that begins later than
    /// asked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
