namespace Ploutos.Workspace.Remedies;

/// <summary>Name another workspace.</summary>
public sealed record ChooseWorkspace : Remedy;
