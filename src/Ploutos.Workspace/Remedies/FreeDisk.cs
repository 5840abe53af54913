namespace Ploutos.Workspace.Remedies;

/// <summary>Make room on the disk.</summary>
public sealed record FreeDisk : Remedy;
