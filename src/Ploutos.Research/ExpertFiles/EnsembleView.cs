namespace Ploutos.Research.ExpertFiles;

/// <summary>An ensemble as callers see it.</summary>
public sealed record EnsembleView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it makes the workspace's signals.</summary>
    public required bool Current { get; init; }

    /// <summary>Its file; null for the published one.</summary>
    public required string? File { get; init; }

    /// <summary>Why its file can't be used; null where it can. Then nothing else is known of it.</summary>
    public string? Problem { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>How votes are counted: weighted or one_vote_each.</summary>
    public string? Rule { get; init; }

    /// <summary>Who votes, in order.</summary>
    public IReadOnlyList<EnsembleVoterView> Voters { get; init; } = [];

    /// <summary>|score| above this is BUY or SELL; null while there are no models, or no thresholds for
    /// them.</summary>
    public double? WeakThreshold { get; init; }

    /// <summary>|score| above this is STRONG.</summary>
    public double? StrongThreshold { get; init; }

    /// <summary>What keeps it from making signals; empty where nothing does.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One who votes.</summary>
/// <param name="Expert">The expert's name.</param>
/// <param name="Weight">Its base weight; null where all have one vote.</param>
/// <param name="Role">direction or volatility.</param>
/// <param name="Version">Its model's version; null while it has none that can be used.</param>
public sealed record EnsembleVoterView(string Expert, double? Weight, string Role, string? Version);
