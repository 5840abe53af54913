namespace Ploutos.Workflows.Backup;

/// <summary>What was restored.</summary>
/// <param name="File">The archive.</param>
/// <param name="Files">Files restored.</param>
/// <param name="MadeAt">When the backup was made.</param>
/// <param name="KeptAside">The folder that holds what was there before; null where nothing was.</param>
public sealed record RestoreResult(string File, int Files, DateTimeOffset MadeAt, string? KeptAside);
