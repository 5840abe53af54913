using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>A serious finding inside the bars that a result needs.</summary>
/// <param name="Ticker">Whose bars.</param>
/// <param name="Date">Which day; for a run of days, its last.</param>
/// <param name="Reason">Which check found it, as in <see cref="DataFinding"/>.</param>
/// <param name="Detail">The values seen and the rule applied.</param>
/// <param name="Meaning">What it means for whatever stands on these bars, as a sentence.</param>
/// <param name="Decision">Whether the ticker was left out or used all the same.</param>
public sealed record SeriousFinding(
    [property: JsonPropertyName("ticker")] string Ticker,
    [property: JsonPropertyName("date")] DateOnly Date,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("meaning")] string Meaning,
    [property: JsonPropertyName("decision")] FindingDecision Decision
)
{
    /// <summary>The finding and what was done about it, in sentences.</summary>
    [JsonIgnore]
    public string Text =>
        Decision == FindingDecision.Accepted
            ? $"{Facts} {Meaning} It was accepted: the result rests on it."
            : $"{Facts} {Meaning} {Ticker} is left out.";

    /// <summary>The finding alone, as a sentence.</summary>
    [JsonIgnore]
    public string Facts => $"{Ticker} has a serious finding on {Date:yyyy-MM-dd} ({Reason}: {Detail}).";
}
