namespace Ploutos.Workspace.Events;

/// <summary>A stage begins.</summary>
/// <param name="Name">Shown as it is: "import", "train", "predict".</param>
/// <param name="Detail">What it works on.</param>
public sealed record StageStarted(string Name, string Detail) : WorkflowEvent;
