namespace Ploutos.Experts.Metrics;

/// <summary>How runs of days are drawn.</summary>
public enum BlockKind
{
    /// <summary>Runs of random length (Politis and Romano 1994).</summary>
    Stationary,

    /// <summary>Runs of one length (Kuensch 1989).</summary>
    Moving,
}

/// <summary>How intervals are made.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Number of resamples, at least 1.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Length of a run in trading days (the mean length, for a stationary one), at least
    /// 1. A month by default.</summary>
    public int BlockDays { get; init; } = 21;

    /// <summary>How runs are drawn.</summary>
    public BlockKind Kind { get; init; } = BlockKind.Stationary;

    /// <summary>Share of such intervals that hold the truth, above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The same seed draws the same days.</summary>
    public int Seed { get; init; } = 1;

    internal void Validate()
    {
        if (Resamples < 1)
            throw new ArgumentOutOfRangeException(
                nameof(Resamples),
                $"Resamples must be at least 1, but got {Resamples}."
            );
        if (BlockDays < 1)
            throw new ArgumentOutOfRangeException(
                nameof(BlockDays),
                $"BlockDays must be at least 1, but got {BlockDays}."
            );
        if (!(Level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(Level),
                $"Level must lie above 0 and below 1, but got {Level}."
            );
    }
}
