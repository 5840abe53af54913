namespace Ploutos.Research.ExpertFiles;

/// <summary>An expert as callers see it.</summary>
public sealed record ExpertView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is built in: one of the three, or the risk model.</summary>
    public required bool BuiltIn { get; init; }

    /// <summary>Its file; null for a built-in one.</summary>
    public required string? File { get; init; }

    /// <summary>Why its file can't be used; null where it can. Then nothing else is known of it.</summary>
    public string? Problem { get; init; }

    /// <summary>What it asks of what.</summary>
    public string? Description { get; init; }

    /// <summary>Names of its inputs, in order.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Bars until every input is known.</summary>
    public int RequiredBars { get; init; }

    /// <summary>What class 1 means.</summary>
    public string? Question { get; init; }

    /// <summary>Bars until the label is known.</summary>
    public int Horizon { get; init; }

    /// <summary>What class 0 and class 1 are called.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Simple forecasters that it is held against.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Whether it has a model.</summary>
    public bool Trained { get; init; }

    /// <summary>The text of its file.</summary>
    public string? Text { get; init; }
}
