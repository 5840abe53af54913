namespace Ploutos.Signals.Replay;

/// <summary>What to run again.</summary>
/// <param name="From">First day; null for the first there is.</param>
/// <param name="To">Last day; null for the last there is.</param>
/// <param name="Ticker">Only this one; null for all.</param>
/// <param name="AsKnownNow">Take the bars as they are known now, to see what revisions change,
/// instead of as they were known then.</param>
public sealed record ReplayRequest(
    DateOnly? From = null,
    DateOnly? To = null,
    string? Ticker = null,
    bool AsKnownNow = false
);
