using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>One trial.</summary>
/// <param name="Number">0, 1, 2 ...</param>
/// <param name="State">COMPLETE, PRUNED, FAIL, RUNNING or WAITING.</param>
/// <param name="Value">Its value, where it has one.</param>
/// <param name="Parameters">By published name.</param>
/// <param name="Curve">Reported values: epoch, value.</param>
/// <param name="Started">When it began.</param>
/// <param name="Seconds">How long it took; null while it runs.</param>
public sealed record TrialView(
    int Number,
    string State,
    double? Value,
    IReadOnlyDictionary<string, object?> Parameters,
    IReadOnlyList<CurvePoint> Curve,
    DateTimeOffset? Started,
    double? Seconds
);
