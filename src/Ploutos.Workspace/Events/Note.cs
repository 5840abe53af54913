using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Events;

/// <summary>Something the user should know, such as which bars are used.</summary>
/// <param name="Text">One sentence.</param>
/// <param name="IsWarning">Shown as a warning.</param>
public sealed record Note(string Text, bool IsWarning = false) : WorkflowEvent
{
    /// <summary>What the user can do about it; empty where nothing is needed.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
