namespace Ploutos.Experts.Vote;

/// <summary>What an expert's probability means to the vote.</summary>
public enum VoteRole
{
    /// <summary>Class 1 is up: the expert votes for its direction.</summary>
    Direction,

    /// <summary>Class 1 is HIGH: a HIGH draws the score to 0, a LOW takes no part.</summary>
    Volatility,
}

/// <summary>How votes are counted.</summary>
public enum VoteRule
{
    /// <summary>V7.1: an expert votes its conviction s = 2p - 1, with the weight base x |s|.</summary>
    Weighted,

    /// <summary>V7: one vote each, +1 or -1, all of one weight whatever the confidence.</summary>
    OneVoteEach,
}

/// <summary>One who votes.</summary>
public sealed record Voter
{
    /// <summary>Names a voter.</summary>
    /// <param name="expert">The expert's name.</param>
    /// <param name="weight">The base weight, finite and 0 or more.</param>
    /// <param name="role">What its probability means.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is none.</exception>
    public Voter(string expert, double weight, VoteRole role)
    {
        if (!(weight >= 0) || double.IsInfinity(weight))
            throw new ArgumentOutOfRangeException(
                nameof(weight),
                $"A base weight must be finite and 0 or more, but got {expert}={weight}."
            );
        (Expert, Weight, Role) = (expert, weight, role);
    }

    /// <summary>The expert's name.</summary>
    public string Expert { get; }

    /// <summary>What its confidence is worth before the others are heard; 0 or more.</summary>
    public double Weight { get; }

    /// <summary>What its probability means.</summary>
    public VoteRole Role { get; }
}
