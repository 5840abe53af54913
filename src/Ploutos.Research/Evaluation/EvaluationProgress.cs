using Ploutos.Workspace.Events;

namespace Ploutos.Research.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Unit">What it is about, as <c>v7.1 momentum fold 3</c>.</param>
/// <param name="Detail">What is going on there.</param>
/// <param name="IsLast">The unit is finished.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">All units.</param>
/// <param name="TimeLeft">At the pace so far; null before the first is finished.</param>
public sealed record EvaluationProgress(
    string Unit,
    string Detail,
    bool IsLast,
    int Done,
    int Total,
    TimeSpan? TimeLeft
) : WorkflowEvent
{
    /// <summary>The unit's forecaster, such as <c>v7.1</c> or a baseline; empty where nobody says.</summary>
    public string Forecaster { get; init; } = "";

    /// <summary>The unit's expert; empty where nobody says.</summary>
    public string Expert { get; init; } = "";

    /// <summary>The unit's fold, as its name counts it.</summary>
    public int Fold { get; init; }
}
