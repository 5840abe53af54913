namespace Ploutos.Experts.Vote;

/// <summary>Joins experts into one score and signal. An expert's signed conviction is s = 2p - 1. Who
/// knows a direction votes for it; volatility HIGH votes 0, but its weight is counted, and so draws the
/// score to 0; volatility LOW takes no part. score = sum(weight x vote) / sum(weight), in -1 .. 1, and
/// 0 where there is no weight. An expert that abstains, since its forecast is the base rate, has
/// conviction 0.</summary>
public sealed class EnsembleVote
{
    private readonly Voter[] _voters;

    /// <summary>Makes a vote.</summary>
    /// <param name="voters">Who votes, in the order of the probabilities.</param>
    /// <param name="rule">How votes are counted.</param>
    /// <exception cref="ArgumentException">Nobody votes, or somebody twice.</exception>
    public EnsembleVote(IReadOnlyList<Voter> voters, VoteRule rule)
    {
        ArgumentNullException.ThrowIfNull(voters);
        if (voters.Count == 0 || voters.DistinctBy(v => v.Expert).Count() < voters.Count)
            throw new ArgumentException(
                "At least one expert must vote, and each once, but got"
                    + $" '{string.Join(", ", voters.Select(v => v.Expert))}'.",
                nameof(voters)
            );
        (_voters, Rule) = ([.. voters], rule);
    }

    /// <summary>The published V7.1 rule: momentum and reversion with 0.4, volatility with 0.2.</summary>
    public static EnsembleVote Default { get; } =
        new(
            [
                new("momentum", 0.4, VoteRole.Direction),
                new("reversion", 0.4, VoteRole.Direction),
                new("volatility", 0.2, VoteRole.Volatility),
            ],
            VoteRule.Weighted
        );

    /// <summary>The V7 rule over the same experts.</summary>
    public static EnsembleVote Unweighted { get; } = new(Default.Voters, VoteRule.OneVoteEach);

    /// <summary>Who votes, in the order of the probabilities.</summary>
    public IReadOnlyList<Voter> Voters => _voters;

    /// <summary>How votes are counted.</summary>
    public VoteRule Rule { get; }

    /// <summary>The score alone, -1 .. 1.</summary>
    /// <exception cref="ArgumentException">There are more or fewer probabilities than voters, or one is
    /// none.</exception>
    public double Score(ExpertProbabilities experts) => Score(Votes(experts));

    /// <summary>Score, signal, and what each expert added to it.</summary>
    /// <inheritdoc cref="Score(ExpertProbabilities)"/>
    public VoteResult Cast(ExpertProbabilities experts, VoteThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        ExpertVote[] votes = Votes(experts);
        double score = Score(votes);
        return new(score, SignalOf(score, IsStormy(experts, votes), thresholds), votes);
    }

    /// <summary>Volatility is HIGH, and directions contradict each other.</summary>
    private bool IsStormy(ExpertProbabilities experts, ExpertVote[] votes)
    {
        bool high = false;
        for (int i = 0; i < _voters.Length; i++)
            high |= _voters[i].Role == VoteRole.Volatility && experts[i] > 0.5 && !experts.Abstains(i);
        return high && votes.Min(v => v.Vote) < 0 && votes.Max(v => v.Vote) > 0;
    }

    private static Signal SignalOf(double score, bool stormy, VoteThresholds thresholds)
    {
        double size = Math.Abs(score);
        if (size > thresholds.Strong)
            return score > 0 ? Signal.StrongBuy : Signal.StrongSell;
        if (size > thresholds.Weak)
            return score > 0 ? Signal.Buy : Signal.Sell;
        return stormy ? Signal.StrongHold : Signal.Hold;
    }

    private static double Score(ExpertVote[] votes)
    {
        double weight = 0,
            sum = 0;
        foreach (ExpertVote vote in votes)
            (weight, sum) = (weight + vote.Weight, sum + vote.Weight * vote.Vote);
        return weight == 0 ? 0 : sum / weight;
    }

    private ExpertVote[] Votes(ExpertProbabilities experts)
    {
        ArgumentNullException.ThrowIfNull(experts);
        if (experts.Count != _voters.Length)
            throw new ArgumentException(
                $"There must be one probability a voter, {_voters.Length}, but got {experts.Count}.",
                nameof(experts)
            );
        var votes = new ExpertVote[_voters.Length];
        for (int i = 0; i < votes.Length; i++)
            votes[i] = VoteOf(_voters[i], experts[i], experts.Abstains(i));
        return votes;
    }

    private ExpertVote VoteOf(Voter voter, double p, bool abstains)
    {
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(p),
                $"What {voter.Expert} says must be a probability in 0 .. 1, but got {p}."
            );
        double s = abstains ? 0 : 2 * p - 1;
        if (voter.Role == VoteRole.Volatility)
            return new(0, WeightOf(voter, Math.Max(s, 0)));
        return new(Rule == VoteRule.Weighted ? s : Math.Sign(s), WeightOf(voter, s));
    }

    /// <summary>Base weight x confidence; where all have one vote, 1 for whoever has an opinion.</summary>
    private double WeightOf(Voter voter, double s) =>
        Rule == VoteRule.Weighted ? voter.Weight * Math.Abs(s) : Math.Abs(Math.Sign(s));
}

/// <summary>One expert's part in a vote.</summary>
/// <param name="Vote">-1 (down) .. 1 (up); 0 for volatility, and for an expert that abstains.</param>
/// <param name="Weight">What the vote weighs; 0 for one who takes no part.</param>
public readonly record struct ExpertVote(double Vote, double Weight);

/// <summary>The outcome of a vote.</summary>
/// <param name="Score">-1 .. 1.</param>
/// <param name="Signal">What the score means under the thresholds.</param>
/// <param name="Votes">Each expert's part, in the order of the voters.</param>
public sealed record VoteResult(double Score, Signal Signal, IReadOnlyList<ExpertVote> Votes);
