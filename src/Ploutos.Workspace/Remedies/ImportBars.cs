namespace Ploutos.Workspace.Remedies;

/// <summary>Import bars from files.</summary>
public sealed record ImportBars : Remedy;
