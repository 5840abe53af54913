namespace Ploutos.Experts.Vote;

/// <summary>Joins three experts into one score and signal. An expert's signed conviction is s = 2p
/// - 1. Momentum and reversion vote for their direction; volatility HIGH votes 0, but its weight is
/// counted, and so draws the score to 0; volatility LOW takes no part. score = sum(weight x vote) /
/// sum(weight), in -1 .. 1, and 0 where there is no weight. An expert that abstains, since its
/// forecast is the base rate, has conviction 0.</summary>
public sealed class EnsembleVote
{
    private readonly VoteWeights? _weights;

    private EnsembleVote(VoteWeights? weights) => _weights = weights;

    /// <summary>The V7 rule: one vote each, +1 or -1, all of one weight whatever the confidence.</summary>
    public static EnsembleVote Unweighted { get; } = new(null);

    /// <summary>The V7.1 rule with its base weights.</summary>
    public static EnsembleVote Default { get; } = Weighted(new());

    /// <summary>The V7.1 rule: an expert votes s, with the weight base x |s|.</summary>
    public static EnsembleVote Weighted(VoteWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(weights);
    }

    /// <summary>The score alone, -1 .. 1.</summary>
    public double Score(ExpertProbabilities experts)
    {
        (ExpertVote momentum, ExpertVote reversion, ExpertVote volatility) = Votes(experts);
        return Score(momentum, reversion, volatility);
    }

    /// <summary>Score, signal, and what each expert added to it.</summary>
    public VoteResult Cast(ExpertProbabilities experts, VoteThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        (ExpertVote momentum, ExpertVote reversion, ExpertVote volatility) = Votes(experts);
        double score = Score(momentum, reversion, volatility);
        bool stormy =
            experts is { VolatilityHigh: > 0.5, VolatilityAbstains: false } && momentum.Vote * reversion.Vote < 0;
        return new(score, SignalOf(score, stormy, thresholds), momentum, reversion, volatility);
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

    private static double Score(in ExpertVote a, in ExpertVote b, in ExpertVote c)
    {
        double weight = a.Weight + b.Weight + c.Weight;
        return weight == 0 ? 0 : (a.Weight * a.Vote + b.Weight * b.Vote + c.Weight * c.Vote) / weight;
    }

    private (ExpertVote Momentum, ExpertVote Reversion, ExpertVote Volatility) Votes(ExpertProbabilities experts)
    {
        experts.Validate();
        double volatility = Math.Max(Conviction(experts.VolatilityHigh, experts.VolatilityAbstains), 0);
        return (
            Directional(Conviction(experts.MomentumUp, experts.MomentumAbstains), _weights?.Momentum),
            Directional(Conviction(experts.ReversionUp, experts.ReversionAbstains), _weights?.Reversion),
            new(0, WeightOf(volatility, _weights?.Volatility))
        );
    }

    private static double Conviction(double p, bool abstains) => abstains ? 0 : 2 * p - 1;

    private static ExpertVote Directional(double s, double? baseWeight) =>
        new(baseWeight is null ? Math.Sign(s) : s, WeightOf(s, baseWeight));

    /// <summary>Base weight x confidence; without base weights, 1 for whoever has an opinion.</summary>
    private static double WeightOf(double s, double? baseWeight) =>
        baseWeight is { } weight ? weight * Math.Abs(s) : Math.Abs(Math.Sign(s));
}

/// <summary>One expert's part in a vote.</summary>
/// <param name="Vote">-1 (down) .. 1 (up); 0 for volatility, and for an expert that abstains.</param>
/// <param name="Weight">What the vote weighs; 0 for one who takes no part.</param>
public readonly record struct ExpertVote(double Vote, double Weight);

/// <summary>The outcome of a vote.</summary>
/// <param name="Score">-1 .. 1.</param>
/// <param name="Signal">What the score means under the thresholds.</param>
/// <param name="Momentum">The momentum expert's part.</param>
/// <param name="Reversion">The reversion expert's part.</param>
/// <param name="Volatility">The volatility expert's part.</param>
public sealed record VoteResult(
    double Score,
    Signal Signal,
    ExpertVote Momentum,
    ExpertVote Reversion,
    ExpertVote Volatility
);
