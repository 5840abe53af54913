namespace Ploutos.Workflows.Backup;

/// <summary>What was backed up.</summary>
/// <param name="File">The archive.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Databases">SQLite databases among them.</param>
/// <param name="MadeAt">When.</param>
public sealed record BackupResult(string File, long Bytes, int Files, int Databases, DateTimeOffset MadeAt);
