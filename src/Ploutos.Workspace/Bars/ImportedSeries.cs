using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>One ticker that was imported or checked.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Outcome">What the import or the check came to.</param>
/// <param name="RowsIn">Rows delivered.</param>
/// <param name="RowsOut">Rows kept.</param>
/// <param name="FirstDay">First day kept.</param>
/// <param name="LastDay">Last day kept.</param>
public sealed record ImportedSeries(
    string Ticker,
    ImportOutcome Outcome,
    int RowsIn,
    int RowsOut,
    DateOnly? FirstDay,
    DateOnly? LastDay
);
