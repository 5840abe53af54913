using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

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
