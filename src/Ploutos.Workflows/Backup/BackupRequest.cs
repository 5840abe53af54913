namespace Ploutos.Workflows.Backup;

/// <summary>What to back up.</summary>
/// <param name="File">The archive to write; null for <c>backups/ploutos-DATE-TIME.tar.gz</c> of the
/// workspace.</param>
/// <param name="Reports">With <c>reports/</c>, which can be made again.</param>
/// <param name="Replace">Also over a file that exists, where that is a backup.</param>
public sealed record BackupRequest(string? File = null, bool Reports = false, bool Replace = false);
