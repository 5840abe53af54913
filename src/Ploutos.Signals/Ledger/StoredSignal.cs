namespace Ploutos.Signals.Ledger;

/// <summary>A signal in the store's chain, with what became of it.</summary>
/// <param name="Sequence">Its place in the chain, from 1.</param>
/// <param name="Hash">SHA-256 over the hash before it and its own text, hexadecimal.</param>
/// <param name="Record">What was said.</param>
/// <param name="Outcomes">One an expert, as far as they are known.</param>
public sealed record StoredSignal(
    long Sequence,
    string Hash,
    SignalRecord Record,
    IReadOnlyList<SignalOutcome> Outcomes
)
{
    /// <summary>The risk forecast that the daily run made with it; null where there is none.</summary>
    public StoredRisk? Risk { get; init; }
}
