namespace Ploutos.Experts.Registry;

/// <summary>A version of an expert's model that is at hand.</summary>
public sealed record KeptVersion
{
    /// <summary>Its name.</summary>
    public required string Version { get; init; }

    /// <summary>Where its files lie.</summary>
    public required string Folder { get; init; }

    /// <summary>What is known of it; null where that can't be read.</summary>
    public required ModelCard? Card { get; init; }

    /// <summary>Why it can't be used, or null where nothing is known against it.</summary>
    public required string? Problem { get; init; }

    /// <summary>It is the one that predicts.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>It is the one that a rollback goes back to.</summary>
    public required bool IsPrevious { get; init; }

    /// <summary>When and why it last became the current one; null where it never was.</summary>
    public required ModelTerm? Term { get; init; }

    /// <summary>Names go by the second, and a training may take less than one.</summary>
    internal static IReadOnlyList<KeptVersion> NewestFirst(IEnumerable<KeptVersion> versions) =>
        [
            .. versions
                .OrderByDescending(v => v.Version.Split('-')[0], StringComparer.Ordinal)
                .ThenByDescending(v => v.Card?.CreatedAt)
                .ThenByDescending(v => v.Version, StringComparer.Ordinal),
        ];
}
