using Ploutos.Research.Trials;

namespace Ploutos.Signals.Replay;

/// <summary>What a check of the chains found.</summary>
/// <param name="Signals">Links of the signal chain.</param>
/// <param name="InTime">Signals of the daily run fixed before their outcome could be known.</param>
/// <param name="Late">Signals of the daily run made after the fact, and marked so.</param>
/// <param name="Outcomes">Links of the outcomes' chain.</param>
/// <param name="Predictions">Chained lines of <c>logs/predictions.jsonl</c>, which earlier versions
/// wrote.</param>
/// <param name="Unchained">Lines before the first chained one, written by earlier versions; as a
/// whole they are its first link.</param>
/// <param name="Broken">The first broken link of each chain; empty where all hold.</param>
/// <param name="Notes">What is worth knowing and breaks nothing.</param>
public sealed record ChainReport(
    long Signals,
    long InTime,
    long Late,
    long Outcomes,
    long Predictions,
    long Unchained,
    IReadOnlyList<string> Broken,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Nothing is broken.</summary>
    public bool Holds => Broken.Count == 0;

    /// <summary>The hash of the newest signal.</summary>
    public required string Head { get; init; }

    /// <summary>Where each chain ends: its links, and the hash of the last one. Whoever notes them
    /// can tell later whether a chain was cut.</summary>
    public IReadOnlyList<ChainHead> Heads { get; init; } = [];

    /// <summary>Links of the signal chain that predictions made, among them those taken in from
    /// <c>logs/predictions.jsonl</c>; the other links are the daily run's.</summary>
    public long Predicted { get; init; }
}
