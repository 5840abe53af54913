using System.Text.Json;

namespace Ploutos.Research.Reports;

/// <summary>What the evidence's page shows. A part that is null is left out.</summary>
/// <param name="Title">What it is evidence of, as <c>Backtest 3</c>.</param>
public sealed record EvidenceData(string Title)
{
    /// <summary>An evaluation, made by <see cref="EvidenceReport.Part"/>.</summary>
    public JsonElement? Evaluation { get; init; }

    /// <summary>A backtest, made by <see cref="EvidenceReport.Part"/>.</summary>
    public JsonElement? Backtest { get; init; }

    /// <summary>What the experts look at.</summary>
    public IReadOnlyList<ExplainedExpert>? Explained { get; init; }
}
