namespace Ploutos.Workflows;

/// <summary>What to back up.</summary>
/// <param name="File">The archive to write; null for <c>backups/ploutos-DATE-TIME.tar.gz</c> of the
/// workspace.</param>
/// <param name="Reports">With <c>reports/</c>, which can be made again.</param>
public sealed record BackupRequest(string? File = null, bool Reports = false);

/// <summary>What was backed up.</summary>
/// <param name="File">The archive.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Databases">SQLite databases among them.</param>
/// <param name="MadeAt">When.</param>
public sealed record BackupResult(string File, long Bytes, int Files, int Databases, DateTimeOffset MadeAt);

/// <summary>What to restore.</summary>
/// <param name="File">The archive.</param>
/// <param name="Force">Also over a workspace that holds something; that is kept aside.</param>
public sealed record RestoreRequest(string File, bool Force = false);

/// <summary>What was restored.</summary>
/// <param name="File">The archive.</param>
/// <param name="Files">Files restored.</param>
/// <param name="MadeAt">When the backup was made.</param>
/// <param name="KeptAside">The folder that holds what was there before; null where nothing was.</param>
public sealed record RestoreResult(string File, int Files, DateTimeOffset MadeAt, string? KeptAside);
