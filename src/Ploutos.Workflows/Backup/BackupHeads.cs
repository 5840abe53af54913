using Ploutos.Research.Trials;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Backup;

/// <summary>The heads of the chains that the newest backup of a workspace keeps.</summary>
internal static class BackupHeads
{
    /// <summary>The heads with what keeps them; none where there is no backup in the workspace.</summary>
    public static IReadOnlyList<(string Keeper, ChainHead Head)> Newest(WorkspaceFolder workspace) =>
        !Directory.Exists(workspace.BackupFolder)
            ? []
            :
            [
                .. Directory
                    .GetFiles(workspace.BackupFolder, "ploutos-*.tar.gz")
                    .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
                    .Select(file => (File: file, BackupManifest.TryRead(file)?.Heads))
                    .Where(backup => backup.Heads is not null)
                    .Take(1)
                    .SelectMany(backup =>
                        backup.Heads!.Select(h => ($"the backup {Path.GetFileName(backup.File)}", h))
                    ),
            ];
}
