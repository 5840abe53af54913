namespace Ploutos.Alerts;

/// <summary>An alert in the outbox.</summary>
public sealed record AlertEntry
{
    /// <summary>Where it goes.</summary>
    public required string Channel { get; init; }

    /// <summary>Rule, ticker and day.</summary>
    public required string Id { get; init; }

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where it stands.</summary>
    public required AlertState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was put on its way.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next; null where it is not.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>What the last attempt came to; null where it succeeded.</summary>
    public required string? Error { get; init; }
}
