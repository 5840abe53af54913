using Ploutos.Experts.Vote;

namespace Ploutos.Experts.Tests;

public sealed class SignalDecisionTests
{
    [Fact]
    public void A_decision_keeps_what_it_was_made_from_and_what_each_expert_added()
    {
        var thresholds = new VoteThresholds(0.05, 0.2);
        var decision = SignalDecision.Of(new(0.583, 0.472, 0.721), thresholds);

        Assert.Equal(Signal.Buy, decision.Raw);
        Assert.Equal(0.055, decision.Score, 5e-4);
        Assert.Equal(0.721, decision.Probabilities[2]);
        Assert.Same(thresholds, decision.Thresholds);
        Assert.Equal(3, decision.Votes.Count);
        Assert.Equal((0, 2 * 0.721 - 1), (decision.Votes[2].Vote, decision.Votes[2].Weight / 0.2));
    }

    [Theory]
    [InlineData(0.9, 0.8, false, false, Signal.Buy, Signal.StrongBuy)]
    [InlineData(0.1, 0.2, false, false, Signal.Sell, Signal.StrongSell)]
    [InlineData(0.9, 0.8, false, true, Signal.StrongBuy, Signal.StrongBuy)]
    [InlineData(0.5, 0.5, false, false, Signal.Hold, Signal.Hold)]
    public void The_gate_changes_the_signal_and_never_the_vote(
        double momentum,
        double reversion,
        bool momentumProven,
        bool reversionProven,
        Signal shown,
        Signal raw
    )
    {
        var open = SignalDecision.Of(new(momentum, reversion, 0.2), new VoteThresholds(0.1, 0.3));
        SignalDecision gated = open.Gate(
            ["momentum", "reversion"],
            momentumProven || reversionProven,
            outOfSample: true
        );

        Assert.Equal((raw, raw, null), (open.Signal, open.Raw, open.Reason));
        Assert.Equal((shown, raw), (gated.Signal, gated.Raw));
        Assert.Equal(open.Score, gated.Score);
        Assert.Equal(shown != raw, gated.Reason is not null);
    }

    [Fact]
    public void Another_rule_of_the_vote_gives_its_own_score()
    {
        var p = new ExpertProbabilities(0.6, 0.55, 0.7);
        Assert.Equal(
            EnsembleVote.Unweighted.Score(p),
            SignalDecision.Of(p, VoteThresholds.Unweighted, EnsembleVote.Unweighted).Score
        );
        Assert.NotEqual(EnsembleVote.Unweighted.Score(p), SignalDecision.Of(p, VoteThresholds.Unweighted).Score);
    }

    [Theory]
    [InlineData(Signal.StrongBuy, 1)]
    [InlineData(Signal.Buy, 0.5)]
    [InlineData(Signal.Hold, 0)]
    [InlineData(Signal.StrongHold, 0)]
    [InlineData(Signal.Sell, -0.5)]
    [InlineData(Signal.StrongSell, -1)]
    public void A_signal_has_one_name_and_one_target_position(Signal signal, double target)
    {
        Assert.Equal(target, signal.TargetPosition());
        Assert.Equal(signal, SignalNames.Parse(signal.Text()));
        Assert.Equal(signal, SignalNames.Parse($"  {signal.Text().ToLowerInvariant()} "));
        Assert.Contains(signal, SignalNames.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("STRONGBUY")]
    [InlineData("BUY!")]
    public void Other_words_are_no_signal(string text) => Assert.Null(SignalNames.Parse(text));
}
