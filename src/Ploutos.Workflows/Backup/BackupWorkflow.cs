using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using Ploutos.MarketData.Store;
using Ploutos.Research.Trials;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Backup;

/// <summary>Copies a workspace into one archive while it is in use: databases by SQLite's online
/// backup, each in one state; logs up to their last whole line; models as whole folders. First
/// everything is copied aside and hashed, then the archive is written; its write is atomic.</summary>
internal sealed class BackupWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const int Tries = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    public BackupResult Backup(
        BackupRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (!Directory.Exists(workspace.Root))
            throw new PloutosException(Fault.NoData, $"There is no workspace at '{workspace.Root}'.")
            {
                Remedies = [new ChooseWorkspace()],
            };
        DateTimeOffset now = time.GetUtcNow();
        string target = UserFile.Check(
            request.File ?? OwnName(now),
            request.Replace,
            BackupManifest.Begins,
            "a backup of Ploutos"
        );
        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        string stem = $".{Path.GetFileName(target)}.";
        // In the workspace's own folder each backup has another name, and all of them are ours.
        foreach (string ending in (string[])[".stage", ".tmp"])
            Leftovers.Remove(folder, request.File is null ? "." : stem, ending);
        string stage = Path.Combine(folder, Leftovers.Unique(stem, ".stage"));
        try
        {
            List<BackupFile> files = CopyAside(stage, request.Reports, progress, cancellation);
            if (files.Count == 0)
                throw new PloutosException(Fault.NoData, $"There is nothing to back up in '{workspace.Root}'.")
                {
                    Remedies = [new ChooseWorkspace()],
                };
            var manifest = new BackupManifest(BackupManifest.CurrentFormat, now, Program, files)
            {
                Heads = StageCheck.HeadsOf(stage),
            };
            long bytes = Write(manifest, stage, target, request.Replace, cancellation);
            return new(target, bytes, files.Count, files.Count(f => BackupSelection.IsDatabase(f.Path)), now);
        }
        finally
        {
            Leftovers.Discard(stage);
        }
    }

    // By the second; a second backup of one second has a name of its own.
    private string OwnName(DateTimeOffset now)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"ploutos-{now.UtcDateTime:yyyyMMdd-HHmmss}");
        for (int again = 1; ; again++)
        {
            string file = Path.Combine(
                workspace.BackupFolder,
                again == 1 ? $"{name}.tar.gz" : string.Create(CultureInfo.InvariantCulture, $"{name}-{again}.tar.gz")
            );
            if (!Path.Exists(file))
                return file;
        }
    }

    private static string Program =>
        typeof(BackupWorkflow)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";

    private List<BackupFile> CopyAside(
        string stage,
        bool reports,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (Directory.Exists(stage))
            Directory.Delete(stage, recursive: true);
        IReadOnlyList<string> files = BackupSelection.Files(workspace.Root, reports);
        // The ledgers tell of each other, the models' cards of the ledgers and the signals of the
        // models, so all of them are copied in one quiet moment. The bars come after them: a ledger
        // may speak of bars, and the store of bars only ever grows.
        List<BackupFile> copied = CopyQuietly(
            stage,
            path => BackupSelection.IsLedger(path) || BackupSelection.IsModel(path),
            "ledgers and models",
            cancellation
        );
        foreach (string path in files.Where(f => !BackupSelection.IsLedger(f) && !BackupSelection.IsModel(f)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Copy(path, stage, cancellation))
                copied.Add(Describe(path, stage));
            progress?.Report(new ItemDone("backup", path, copied.Count, files.Count));
        }

        return [.. copied.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>Copies some files; the copy counts when none of them changed while it was made.</summary>
    private List<BackupFile> CopyQuietly(
        string stage,
        Func<string, bool> which,
        string what,
        CancellationToken cancellation
    )
    {
        for (int attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            (string Path, long, DateTime)[] before = Stamps(which);
            var copied = new List<BackupFile>();
            foreach (string path in before.Select(f => f.Path).Where(BackupSelection.IsLasting))
            {
                if (Copy(path, stage, cancellation))
                    copied.Add(Describe(path, stage));
            }

            if (
                copied.Count == before.Count(f => BackupSelection.IsLasting(f.Path))
                && Stamps(which).SequenceEqual(before)
            )
                return copied;
            if (attempt == Tries)
                throw new PloutosException(
                    Fault.Failed,
                    $"The {what} of the workspace change all the time, so that no whole copy of them could be made. "
                        + "Run the backup again when no training or daily run is under way."
                );
            foreach (BackupFile file in copied)
                File.Delete(Path.Combine(stage, file.Path));
            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    /// <summary>Size and time of files, and of the journals of databases among them.</summary>
    private (string Path, long Length, DateTime Written)[] Stamps(Func<string, bool> which) =>
        [
            .. BackupSelection
                .Files(workspace.Root, reports: false)
                .Where(which)
                .SelectMany(f => BackupSelection.IsDatabase(f) ? [f, f + "-wal"] : new[] { f })
                .Select(f => (Path: f, Info: new FileInfo(Path.Combine(workspace.Root, f))))
                .Where(f => f.Info.Exists)
                .Select(f => (f.Path, f.Info.Length, f.Info.LastWriteTimeUtc)),
        ];

    /// <summary>Copies one file; false where it is gone meanwhile. One that is being written to is
    /// waited for.</summary>
    private bool Copy(string path, string stage, CancellationToken cancellation)
    {
        string source = Path.Combine(workspace.Root, path),
            target = Path.Combine(stage, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                if (BackupSelection.IsDatabase(path))
                    DatabaseBackup.Copy(source, target);
                else if (BackupSelection.IsAppended(path))
                    CopyLines(source, target);
                else
                    File.Copy(source, target, overwrite: true);
                return true;
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return false;
            }
            catch (IOException) when (attempt < Tries && !cancellation.WaitHandle.WaitOne(Pause))
            {
                continue; // its writer has it for a moment
            }
        }
    }

    private static void CopyLines(string source, string target)
    {
        using var read = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[read.Length];
        int length = read.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        File.WriteAllBytes(target, bytes[..(Array.LastIndexOf(bytes, (byte)'\n', Math.Max(0, length - 1)) + 1)]);
    }

    private static BackupFile Describe(string path, string stage)
    {
        string copy = Path.Combine(stage, path);
        return new(path, new FileInfo(copy).Length, BackupManifest.Hash(copy));
    }

    private static long Write(
        BackupManifest manifest,
        string stage,
        string target,
        bool replace,
        CancellationToken cancellation
    )
    {
        string temporary = Path.Combine(
            Path.GetDirectoryName(target)!,
            Leftovers.Unique($".{Path.GetFileName(target)}.", ".tmp")
        );
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                using (var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
                using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
                {
                    tar.WriteEntry(
                        new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.Name)
                        {
                            DataStream = new MemoryStream(manifest.ToJson()),
                            ModificationTime = manifest.MadeAt,
                        }
                    );
                    foreach (BackupFile file in manifest.Files)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        using FileStream content = File.OpenRead(Path.Combine(stage, file.Path));
                        tar.WriteEntry(
                            new PaxTarEntry(TarEntryType.RegularFile, file.Path)
                            {
                                DataStream = content,
                                ModificationTime = manifest.MadeAt,
                            }
                        );
                    }
                }

                stream.Flush(flushToDisk: true);
            }

            // Before the archive is in its place: the same command, given again after a kill, is
            // refused where the archive is, and would leave the stage.
            Leftovers.Discard(stage);
            UserFile.Publish(temporary, target, replace);
            return new FileInfo(target).Length;
        }
        catch
        {
            Leftovers.Discard(temporary);
            throw;
        }
    }
}
