using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Views;

/// <summary>One trial.</summary>
public sealed record TrialView
{
    /// <summary>0, 1, 2 ...</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required SearchTrialState State { get; init; }

    /// <summary>Its value, where it has one.</summary>
    public required double? Value { get; init; }

    /// <summary>By published name.</summary>
    public required IReadOnlyDictionary<string, object?> Parameters { get; init; }

    /// <summary>Reported values: epoch, value.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset? Started { get; init; }

    /// <summary>How long it took; null while it runs.</summary>
    public required double? Seconds { get; init; }
}
