using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>One state of a ticker's past, as a source reported it.</summary>
public sealed record Vintage
{
    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; init; }

    /// <summary>Why it was opened.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Clean bars.</summary>
    public required int Rows { get; init; }

    /// <summary>First bar.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last bar.</summary>
    public required DateOnly LastDay { get; init; }
}
