using CsCheck;
using Ploutos.Experts.Vote;

namespace Ploutos.Experts.Tests.Vote;

public sealed class EnsembleVoteTests
{
    private static readonly VoteThresholds Thresholds = new(0.1, 0.3);
    private static readonly Gen<double> P = Gen.Frequency(
        (6, Gen.Double[0, 1]),
        (1, Gen.Int[0, 2].Select(i => i / 2.0))
    );
    private static readonly Gen<ExpertProbabilities> Experts = Gen.Select(
        P,
        P,
        P,
        (m, r, v) => new ExpertProbabilities(m, r, v)
    );

    [Fact]
    public void The_example_of_the_design_is_a_strong_hold_with_score_0_055()
    {
        VoteResult result = EnsembleVote.Default.Cast(new(0.583, 0.472, 0.721), Thresholds);
        Assert.Equal(0.055, result.Score, 5e-4);
        Assert.Equal(0.009768 / 0.1772, result.Score, 1e-12);
        Assert.Equal("STRONG HOLD", result.Signal.Text());
    }

    [Fact]
    public void Each_part_of_the_vote_can_be_seen()
    {
        VoteResult result = EnsembleVote.Default.Cast(new(0.75, 0.25, 0.75), Thresholds);
        Assert.Equal(new ExpertVote(0.5, 0.2), result.Votes[0]);
        Assert.Equal(new ExpertVote(-0.5, 0.2), result.Votes[1]);
        Assert.Equal(new ExpertVote(0, 0.1), result.Votes[2]);
    }

    [Fact]
    public void Low_volatility_takes_no_part() =>
        Experts.Sample(e =>
            EnsembleVote.Default.Score(e.With(2, e[2] / 2)) == EnsembleVote.Default.Score(e.With(2, 0.5))
        );

    [Fact]
    public void The_surer_high_volatility_is_the_closer_the_score_comes_to_zero() =>
        Gen.Select(Experts, P)
            .Sample(
                (e, v) =>
                {
                    double calm = EnsembleVote.Default.Score(e);
                    double rough = EnsembleVote.Default.Score(e.With(2, Math.Max(e[2], v)));
                    return Math.Abs(rough) <= Math.Abs(calm) + 1e-15 && rough * calm >= 0;
                }
            );

    [Fact]
    public void A_score_lies_between_minus_one_and_one() =>
        Gen.Select(Experts, Gen.Double[0, 3].Array[3])
            .Sample(
                (e, w) =>
                    Math.Abs(Weighted(w[0], w[1], w[2]).Score(e)) <= 1
                    && Math.Abs(EnsembleVote.Unweighted.Score(e)) <= 1
            );

    [Fact]
    public void Turning_both_directions_round_turns_the_score_round() =>
        Experts.Sample(e =>
        {
            var turned = new ExpertProbabilities(1 - e[0], 1 - e[1], e[2]);
            return Math.Abs(EnsembleVote.Default.Score(e) + EnsembleVote.Default.Score(turned)) < 1e-12
                && EnsembleVote.Unweighted.Score(e) == -EnsembleVote.Unweighted.Score(turned);
        });

    [Fact]
    public void A_surer_expert_never_turns_the_sign_of_the_score_against_itself() =>
        Gen.Select(Experts, P)
            .Sample(
                (e, p) =>
                {
                    double more = EnsembleVote.Default.Score(e.With(0, Math.Max(e[0], p)));
                    return Math.Sign(more) >= Math.Sign(EnsembleVote.Default.Score(e));
                }
            );

    [Fact]
    public void An_expert_that_no_other_outvotes_in_its_direction_raises_the_score_as_it_grows_surer() =>
        Gen.Select(Experts, P)
            .Sample(
                (e, p) =>
                {
                    // With the other expert neutral or against it; beside an agreeing one, a faint
                    // vote dilutes a strong one.
                    ExpertProbabilities alone = e.With(0, 0.5 + e[0] / 2).With(1, e[1] / 2);
                    double more = EnsembleVote.Default.Score(alone.With(0, Math.Max(alone[0], p)));
                    return more >= EnsembleVote.Default.Score(alone) - 1e-15;
                }
            );

    [Fact]
    public void Nobody_with_an_opinion_makes_a_score_of_zero()
    {
        VoteResult result = EnsembleVote.Default.Cast(new(0.5, 0.5, 0.2), new(0, 0));
        Assert.Equal((0, Signal.Hold), (result.Score, result.Signal));
        Assert.Equal(0, Weighted(0, 0, 0).Score(new(1, 1, 1)));
    }

    [Theory]
    [InlineData(0.9, 0.9, Signal.StrongBuy)]
    [InlineData(0.6, 0.6, Signal.Buy)]
    [InlineData(0.52, 0.52, Signal.Hold)]
    [InlineData(0.48, 0.48, Signal.Hold)]
    [InlineData(0.4, 0.4, Signal.Sell)]
    [InlineData(0.1, 0.1, Signal.StrongSell)]
    public void The_size_of_the_score_decides_between_six_signals(double momentum, double reversion, Signal signal) =>
        Assert.Equal(signal, EnsembleVote.Default.Cast(new(momentum, reversion, 0.3), Thresholds).Signal);

    [Theory]
    [InlineData(0.6, 0.4, 0.6, Signal.StrongHold)]
    [InlineData(0.4, 0.6, 0.6, Signal.StrongHold)]
    [InlineData(0.6, 0.4, 0.4, Signal.Hold)]
    [InlineData(0.51, 0.51, 0.6, Signal.Hold)]
    [InlineData(0.5, 0.4, 0.9, Signal.Hold)]
    [InlineData(0.9, 0.4, 0.6, Signal.StrongBuy)]
    public void A_hold_is_strong_only_in_high_volatility_with_contradiction(
        double momentum,
        double reversion,
        double volatility,
        Signal signal
    ) => Assert.Equal(signal, EnsembleVote.Default.Cast(new(momentum, reversion, volatility), Thresholds).Signal);

    [Fact]
    public void A_score_at_a_threshold_is_not_above_it()
    {
        double score = EnsembleVote.Default.Score(new(0.6, 0.6, 0.1));
        Assert.Equal(Signal.Hold, EnsembleVote.Default.Cast(new(0.6, 0.6, 0.1), new(score, 1)).Signal);
        Assert.Equal(Signal.Buy, EnsembleVote.Default.Cast(new(0.6, 0.6, 0.1), new(0, score)).Signal);
    }

    [Theory]
    [InlineData(0.51, 0.99, 0.1, 1.0, "STRONG BUY")]
    [InlineData(0.51, 0.99, 0.9, 2.0 / 3, "BUY")]
    [InlineData(0.51, 0.01, 0.9, 0.0, "STRONG HOLD")]
    [InlineData(0.51, 0.01, 0.1, 0.0, "HOLD")]
    [InlineData(0.49, 0.01, 0.9, -2.0 / 3, "SELL")]
    [InlineData(0.49, 0.01, 0.1, -1.0, "STRONG SELL")]
    public void The_unweighted_rule_counts_heads(
        double momentum,
        double reversion,
        double volatility,
        double score,
        string signal
    )
    {
        VoteResult result = EnsembleVote.Unweighted.Cast(
            new(momentum, reversion, volatility),
            VoteThresholds.Unweighted
        );
        Assert.Equal(score, result.Score, 1e-15);
        Assert.Equal(signal, result.Signal.Text());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(58.3)]
    public void What_is_not_a_probability_is_refused(double p) =>
        Assert.Contains(
            "What momentum says must be a probability",
            Assert.Throws<ArgumentOutOfRangeException>(() => EnsembleVote.Default.Score(new(p, 0.5, 0.5))).Message
        );

    [Fact]
    public void A_negative_weight_is_refused() =>
        Assert.Contains(
            "reversion=-1",
            Assert.Throws<ArgumentOutOfRangeException>(() => Weighted(0.4, -1, 0.2)).Message
        );

    [Fact]
    public void Any_number_of_experts_may_vote_each_with_its_weight_and_role()
    {
        var vote = new EnsembleVote(
            [
                new("mine", 3, VoteRole.Direction),
                new("storm", 1, VoteRole.Volatility),
                new("gale", 1, VoteRole.Volatility),
                new("other", 1, VoteRole.Direction),
            ],
            VoteRule.Weighted
        );
        VoteResult result = vote.Cast(new(0.75, 0.75, 0.25, 0.25), new(0.5, 0.9));

        Assert.Equal([new(0.5, 1.5), new(0, 0.5), new(0, 0), new(-0.5, 0.5)], result.Votes);
        Assert.Equal((1.5 * 0.5 - 0.5 * 0.5) / 2.5, result.Score, 1e-15);
        Assert.Equal(Signal.StrongHold, result.Signal);
        Assert.Equal(Signal.Hold, vote.Cast(new(0.75, 0.75, 0.25, 0.5), new(0.5, 0.9)).Signal);
    }

    [Fact]
    public void Nobody_or_the_same_twice_is_no_vote_and_each_voter_needs_a_probability()
    {
        Assert.Throws<ArgumentException>(() => new EnsembleVote([], VoteRule.Weighted));
        Voter one = EnsembleVote.Default.Voters[0];
        Assert.Contains(
            "each once",
            Assert.Throws<ArgumentException>(() => new EnsembleVote([one, one], VoteRule.Weighted)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "one probability a voter, 3, but got 2",
            Assert.Throws<ArgumentException>(() => EnsembleVote.Default.Score(new(0.5, 0.5))).Message,
            StringComparison.Ordinal
        );
    }

    private static EnsembleVote Weighted(double momentum, double reversion, double volatility) =>
        new(
            [
                new("momentum", momentum, VoteRole.Direction),
                new("reversion", reversion, VoteRole.Direction),
                new("volatility", volatility, VoteRole.Volatility),
            ],
            VoteRule.Weighted
        );
}
