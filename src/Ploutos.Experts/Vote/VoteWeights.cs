namespace Ploutos.Experts.Vote;

/// <summary>What each expert's confidence is worth before the others are heard.</summary>
public sealed record VoteWeights
{
    /// <summary>Base weights, each finite and 0 or more.</summary>
    public VoteWeights(double momentum = 0.4, double reversion = 0.4, double volatility = 0.2)
    {
        Validate(momentum, nameof(momentum));
        Validate(reversion, nameof(reversion));
        Validate(volatility, nameof(volatility));
        (Momentum, Reversion, Volatility) = (momentum, reversion, volatility);
    }

    /// <summary>Base weight of the momentum expert.</summary>
    public double Momentum { get; }

    /// <summary>Base weight of the reversion expert.</summary>
    public double Reversion { get; }

    /// <summary>Base weight of the volatility expert.</summary>
    public double Volatility { get; }

    private static void Validate(double weight, string name)
    {
        if (!(weight >= 0) || double.IsInfinity(weight))
            throw new ArgumentOutOfRangeException(
                name,
                $"A base weight must be finite and 0 or more, but got {name}={weight}."
            );
    }
}
