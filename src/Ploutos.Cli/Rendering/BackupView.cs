using System.Globalization;
using Ploutos.Workflows;
using Ploutos.Workflows.Backup;

namespace Ploutos.Cli.Rendering;

/// <summary>What was backed up or restored.</summary>
internal static class BackupView
{
    public static void WriteBackup(Output output, BackupResult backup) =>
        output.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{backup.Files} files, {backup.Databases} of them databases, written to {backup.File}"
                    + $" ({backup.Bytes / 1e6:0.0} MB)"
            )
        );

    public static void WriteRestore(Output output, RestoreResult restored)
    {
        output.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{restored.Files} files restored, as they were on {restored.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC."
                    + $" Every one has the hash that the manifest names."
            )
        );
        if (restored.KeptAside is { } aside)
            output.Line($"What was there before is kept in {aside}; delete it when it is no longer needed.");
    }
}
