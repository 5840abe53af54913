using Ploutos.Research.Trials;

namespace Ploutos.Signals.Replay;

/// <summary>What a check of the chains found.</summary>
public sealed record ChainReport
{
    /// <summary>Links of the signal chain.</summary>
    public required long Signals { get; init; }

    /// <summary>Signals of the daily run fixed before their outcome could be known.</summary>
    public required long InTime { get; init; }

    /// <summary>Signals of the daily run made after the fact, and marked so.</summary>
    public required long Late { get; init; }

    /// <summary>Links of the outcomes' chain.</summary>
    public required long Outcomes { get; init; }

    /// <summary>Chained lines of <c>logs/predictions.jsonl</c>, which earlier versions
    /// wrote.</summary>
    public required long Predictions { get; init; }

    /// <summary>Lines before the first chained one, written by earlier versions; as a whole they
    /// are its first link.</summary>
    public required long Unchained { get; init; }

    /// <summary>The first broken link of each chain; empty where all hold.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    /// <summary>What is worth knowing and breaks nothing.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

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

    /// <summary>Links of the risk forecasts' chain.</summary>
    public long RiskForecasts { get; init; }

    /// <summary>Links of the chain of what became of them.</summary>
    public long RiskOutcomes { get; init; }
}
