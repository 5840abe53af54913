namespace Ploutos.Tuning;

/// <summary>Settings of <see cref="TpeSampler"/>; the defaults are those of Optuna 5.</summary>
public sealed record TpeOptions
{
    /// <summary>0 to 2^32 - 1; a different one each time when null. Workers that share a study need
    /// different seeds.</summary>
    public uint? Seed { get; init; }

    /// <summary>Trials that must be finished (complete or pruned) before the model is used; until
    /// then parameters are drawn at random.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <summary>How many candidates are drawn, of which the most promising is taken.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>Draw the parameters that all finished trials share together, so that the model sees
    /// how they depend on each other.</summary>
    public bool Multivariate { get; init; } = true;

    /// <summary>Treat running trials as bad ones, so that parallel workers keep away from each
    /// other. Changes nothing with one worker.</summary>
    public bool ConstantLiar { get; init; } = true;
}
