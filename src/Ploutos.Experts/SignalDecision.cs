using Ploutos.Experts.Vote;

namespace Ploutos.Experts;

/// <summary>From the experts' probabilities to one signal: the vote, and the gate where the evidence is
/// asked. Nothing else in the program casts the vote.</summary>
public sealed record SignalDecision
{
    private SignalDecision(ExpertProbabilities probabilities, VoteThresholds thresholds, VoteResult vote)
    {
        (Probabilities, Thresholds, Score) = (probabilities, thresholds, vote.Score);
        Votes = vote.Votes;
        Raw = Signal = vote.Signal;
    }

    /// <summary>What the experts said.</summary>
    public ExpertProbabilities Probabilities { get; }

    /// <summary>The thresholds that the score was held against.</summary>
    public VoteThresholds Thresholds { get; }

    /// <summary>The vote's score, -1 .. 1.</summary>
    public double Score { get; }

    /// <summary>Each expert's part, in the order of the voters.</summary>
    public IReadOnlyList<ExpertVote> Votes { get; }

    /// <summary>The vote's own signal.</summary>
    public Signal Raw { get; }

    /// <summary>The signal that may be shown; <see cref="Raw"/> before the gate.</summary>
    public Signal Signal { get; private init; }

    /// <summary>Why <see cref="Signal"/> and <see cref="Raw"/> differ; null where they do not.</summary>
    public string? Reason { get; private init; }

    /// <summary>Casts the vote, without the gate.</summary>
    /// <param name="probabilities">Each in 0 .. 1.</param>
    /// <param name="thresholds">What the score is held against.</param>
    /// <param name="rule">The rule of the vote; null for V7.1's.</param>
    /// <exception cref="ArgumentException">A probability is none, or there is not one a
    /// voter.</exception>
    public static SignalDecision Of(
        ExpertProbabilities probabilities,
        VoteThresholds thresholds,
        EnsembleVote? rule = null
    ) => new(probabilities, thresholds, (rule ?? EnsembleVote.Default).Cast(probabilities, thresholds));

    /// <summary>The same decision, with STRONG kept only where it is earned
    /// (<see cref="SignalGate"/>).</summary>
    /// <param name="directional">The experts that vote for a direction.</param>
    /// <param name="isProven">Whether one of them is proven.</param>
    /// <param name="outOfSample">Whether the day chose nothing about any of the models.</param>
    public SignalDecision Gate(IReadOnlyList<string> directional, bool isProven, bool outOfSample)
    {
        GatedSignal gated = SignalGate.Apply(Raw, directional, isProven, outOfSample);
        return this with { Signal = gated.Signal, Reason = gated.Reason };
    }
}
