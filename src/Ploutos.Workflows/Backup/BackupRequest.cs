namespace Ploutos.Workflows.Backup;

/// <summary>What to back up.</summary>
/// <param name="File">The archive to write; null for <c>backups/ploutos-DATE-TIME.tar.gz</c> of the
/// workspace.</param>
/// <param name="Reports">With <c>reports/</c>, which can be made again.</param>
public sealed record BackupRequest(string? File = null, bool Reports = false);
