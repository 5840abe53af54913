using Ploutos.Research.Trials;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Backup;

/// <summary>Checks an unpacked backup before a workspace is switched to it: each database is whole,
/// and the chains end where the manifest says.</summary>
internal static class StageCheck
{
    public static void Run(string archive, BackupManifest manifest, string stage)
    {
        foreach (string path in manifest.Files.Select(f => f.Path).Where(BackupSelection.IsDatabase))
        {
            if (DatabaseBackup.Fault(Path.Combine(stage, path)) is { } fault)
                throw BackupArchive.Damaged(archive, $"'{path}' is no whole database ({fault})");
        }

        if (manifest.Heads is not { Count: > 0 } kept)
            return;
        IReadOnlyList<ChainHead> found = HeadsOf(stage);
        if (kept.FirstOrDefault(head => !found.Contains(head)) is { } other)
            throw BackupArchive.Damaged(
                archive,
                $"its chain of {other.Chain} does not end at the link {other.Count} that its manifest names"
            );
    }

    /// <summary>Where the chains of a copied workspace end; the copy is only read.</summary>
    public static IReadOnlyList<ChainHead> HeadsOf(string folder)
    {
        WorkspaceFolder copy = new(folder);
        try
        {
            if (!File.Exists(SignalStore.PathOf(copy)))
                return [];
            using SignalStore signals = SignalStore.OpenToRead(copy);
            return signals.Heads();
        }
        catch (StorageException)
        {
            return []; // a record of an earlier version, or a broken one, is kept as it is
        }
    }
}
