namespace Ploutos.Workspace.Remedies;

/// <summary>Release the kill switch of paper trading.</summary>
public sealed record ResumePaper : Remedy;
