namespace Ploutos.Workspace.Remedies;

/// <summary>Bring the stored bars up to date.</summary>
public sealed record UpdateBars : Remedy;
