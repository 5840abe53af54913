namespace Ploutos.Workflows;

/// <summary>A channel of <c>alerts.json</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is and where it goes, without secrets.</param>
public sealed record AlertChannelInfo(string Name, string Description);

/// <summary>A rule of <c>alerts.json</c>.</summary>
/// <param name="On">What it is about.</param>
/// <param name="To">Names of channels.</param>
/// <param name="Tickers">Only these; null for all.</param>
/// <param name="Daily">One message a day instead of one each.</param>
public sealed record AlertRuleInfo(string On, IReadOnlyList<string> To, IReadOnlyList<string>? Tickers, bool Daily);

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

/// <summary>Channels, rules, and what is or was on its way.</summary>
public sealed record AlertOverview(
    IReadOnlyList<AlertChannelInfo> Channels,
    IReadOnlyList<AlertRuleInfo> Rules,
    IReadOnlyList<AlertEntry> Outbox
);

/// <summary>What came of a test alert.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Description">What it is.</param>
/// <param name="Delivered">It was taken.</param>
/// <param name="Detail">Why not, where it was not.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record AlertTest(string Channel, string Description, bool Delivered, string Detail, double Seconds);
