namespace Ploutos.Alerts;

/// <summary>An alert in the outbox.</summary>
/// <param name="Channel">Where it goes.</param>
/// <param name="Id">Rule, ticker and day.</param>
/// <param name="Title">A few words.</param>
/// <param name="State">pending, daily (waits for the day's message), collected (is part of one),
/// sent or given up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="CreatedAt">When it was put on its way.</param>
/// <param name="DueAt">When it is tried next; null where it is not.</param>
/// <param name="Error">What the last attempt came to; null where it succeeded.</param>
public sealed record AlertEntry(
    string Channel,
    string Id,
    string Title,
    string State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    string? Error
);
