namespace Ploutos.Workspace.Remedies;

/// <summary>Trade the newest signals on paper once.</summary>
public sealed record RunPaper : Remedy;
