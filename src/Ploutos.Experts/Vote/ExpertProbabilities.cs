namespace Ploutos.Experts.Vote;

/// <summary>The experts' calibrated probabilities for one ticker and day.</summary>
/// <param name="MomentumUp">That the close in five bars lies above today's.</param>
/// <param name="ReversionUp">That tomorrow's close lies above today's.</param>
/// <param name="VolatilityHigh">That volatility will lie above its usual level.</param>
public readonly record struct ExpertProbabilities(double MomentumUp, double ReversionUp, double VolatilityHigh)
{
    /// <summary>The momentum expert abstains: its probability is the base rate, and it has no
    /// conviction.</summary>
    public bool MomentumAbstains { get; init; }

    /// <summary>The reversion expert abstains.</summary>
    public bool ReversionAbstains { get; init; }

    /// <summary>The volatility expert abstains.</summary>
    public bool VolatilityAbstains { get; init; }

    /// <summary>The same with these abstentions: momentum, reversion, volatility.</summary>
    public ExpertProbabilities Abstaining(params ReadOnlySpan<bool> abstains) =>
        this with
        {
            MomentumAbstains = abstains[0],
            ReversionAbstains = abstains[1],
            VolatilityAbstains = abstains[2],
        };

    /// <summary>Whether an expert abstains: 0 momentum, 1 reversion, 2 volatility.</summary>
    public bool Abstains(int expert) =>
        expert switch
        {
            0 => MomentumAbstains,
            1 => ReversionAbstains,
            2 => VolatilityAbstains,
            _ => throw new ArgumentOutOfRangeException(nameof(expert), expert, "There are three experts, 0 to 2."),
        };

    /// <summary>By place: 0 momentum, 1 reversion, 2 volatility.</summary>
    public double this[int expert] =>
        expert switch
        {
            0 => MomentumUp,
            1 => ReversionUp,
            2 => VolatilityHigh,
            _ => throw new ArgumentOutOfRangeException(nameof(expert), expert, "There are three experts, 0 to 2."),
        };

    internal void Validate()
    {
        Validate(MomentumUp, nameof(MomentumUp));
        Validate(ReversionUp, nameof(ReversionUp));
        Validate(VolatilityHigh, nameof(VolatilityHigh));
    }

    private static void Validate(double p, string name)
    {
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, $"{name} must be a probability in 0 .. 1, but got {p}.");
    }
}
