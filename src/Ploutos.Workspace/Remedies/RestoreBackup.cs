namespace Ploutos.Workspace.Remedies;

/// <summary>Restore a backup.</summary>
public sealed record RestoreBackup : Remedy;
