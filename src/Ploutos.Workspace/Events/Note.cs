using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Events;

/// <summary>Something the user should know, such as which bars are used.</summary>
/// <param name="Text">One sentence.</param>
/// <param name="IsWarning">Shown as a warning.</param>
public sealed record Note(string Text, bool IsWarning = false) : WorkflowEvent
{
    /// <summary>Names the sentence, for whoever says it in other words; null where it has no name.</summary>
    public string? Code { get; init; }

    /// <summary>Names and figures of the sentence, in the order of the words that say it.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What the user can do about it; empty where nothing is needed.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
