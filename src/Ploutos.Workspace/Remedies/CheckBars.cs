namespace Ploutos.Workspace.Remedies;

/// <summary>Look at the findings in the stored bars.</summary>
public sealed record CheckBars : Remedy;
