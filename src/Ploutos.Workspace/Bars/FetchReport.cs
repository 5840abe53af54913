using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What a fetch or an update did.</summary>
/// <param name="Tickers">One entry a ticker, in the order asked.</param>
/// <param name="Totals">Findings by reason in what was stored just now.</param>
/// <param name="Findings">All of them.</param>
public sealed record FetchReport(
    IReadOnlyList<FetchedTicker> Tickers,
    IReadOnlyList<FindingTotal> Totals,
    IReadOnlyList<DataFinding> Findings
)
{
    /// <summary>Null where every ticker is as new as was asked; no data where all failures are
    /// unknown tickers.</summary>
    [JsonIgnore]
    public Fault? Fault =>
        Tickers.All(t => t.Error is null) ? null
        : Tickers.All(t => t.Error is null || t.Unknown) ? Workspace.Fault.NoData
        : Workspace.Fault.Failed;
}
