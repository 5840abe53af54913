using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>One state of a ticker's past, as a source told it.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Reason">Why it was opened.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Rows">Clean bars.</param>
/// <param name="FirstDay">First bar.</param>
/// <param name="LastDay">Last bar.</param>
public sealed record Vintage(
    int Number,
    string Source,
    string Reason,
    DateTimeOffset CreatedAt,
    int Rows,
    DateOnly FirstDay,
    DateOnly LastDay
);
