using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Ploutos.Signals.Daily;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Backup;

/// <summary>Brings a backup back. Everything is unpacked aside and checked against the manifest
/// first; only then is what was there moved aside and the new put in its place, by renames within
/// the workspace.</summary>
internal sealed class RestoreWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private const string StagePrefix = ".restore-";

    public RestoreResult Restore(
        RestoreRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        string archive = Path.GetFullPath(request.File);
        if (!File.Exists(archive))
            throw new PloutosException(Fault.NoData, $"There is no backup '{archive}'.");
        workspace.EnsureWritable();
        string[] there = [.. Occupied()];
        if (there.Length > 0 && !request.Force)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The workspace '{workspace.Root}' is not empty"
                    + $" ({string.Join(", ", there.Select(Path.GetFileName).Take(5))}). "
                    + "Restore into an empty folder, or force it: what is there is then kept aside."
            )
            {
                Remedies = [new ChooseWorkspace(), new ChangeOption("force", "to keep aside what is there")],
            };
        // A workspace without data has nobody working on it, and a lock would put data there.
        using ProcessLock? alone = Directory.Exists(Path.GetDirectoryName(workspace.StorePath))
            ? DailyRunLock.Take(workspace, time)
            : null;
        string stage = Path.Combine(
            workspace.Root,
            StagePrefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        );
        try
        {
            BackupManifest manifest = Unpack(archive, stage, progress, cancellation);
            string? aside = MoveAside([.. Occupied()]);
            foreach (string entry in Directory.EnumerateFileSystemEntries(stage))
                Directory.Move(entry, Path.Combine(workspace.Root, Path.GetFileName(entry)));
            return new(archive, manifest.Files.Count, manifest.MadeAt, aside);
        }
        finally
        {
            if (Directory.Exists(stage))
                Directory.Delete(stage, recursive: true);
        }
    }

    /// <summary>What a restore would replace: everything but backups, what earlier restores kept
    /// aside, and passing files.</summary>
    private IEnumerable<string> Occupied() =>
        !Directory.Exists(workspace.Root)
            ? []
            : Directory
                .EnumerateFileSystemEntries(workspace.Root)
                .Where(entry =>
                    Path.GetFileName(entry) is var name
                    && !name.StartsWith('.')
                    && name != "backups"
                    && name != "lost+found"
                    && !name.StartsWith("before-restore-", StringComparison.Ordinal)
                );

    private string? MoveAside(string[] entries)
    {
        if (entries.Length == 0)
            return null;
        string stem = Path.Combine(
                workspace.Root,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"before-restore-{time.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}"
                )
            ),
            aside = stem;
        for (int n = 2; Directory.Exists(aside); n++)
            aside = string.Create(CultureInfo.InvariantCulture, $"{stem}-{n}");
        Directory.CreateDirectory(aside);
        foreach (string entry in entries)
            Directory.Move(entry, Path.Combine(aside, Path.GetFileName(entry)));
        return aside;
    }

    private static BackupManifest Unpack(
        string archive,
        string stage,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        try
        {
            Directory.CreateDirectory(stage);
            using FileStream stream = File.OpenRead(archive);
            using var zip = new GZipStream(stream, CompressionMode.Decompress);
            using var tar = new TarReader(zip);
            BackupManifest? manifest = null;
            var left = new Dictionary<string, BackupFile>(StringComparer.Ordinal);
            for (TarEntry? entry = tar.GetNextEntry(); entry is not null; entry = tar.GetNextEntry())
            {
                cancellation.ThrowIfCancellationRequested();
                if (manifest is null)
                {
                    if (entry.Name != BackupManifest.Name || entry.DataStream is null)
                        throw Damaged(
                            archive,
                            $"it must begin with {BackupManifest.Name}, but begins with {entry.Name}"
                        );
                    if (entry.Length > BackupManifest.MostBytes)
                        throw Damaged(
                            archive,
                            $"its manifest has {entry.Length} bytes, but at most {BackupManifest.MostBytes} are read"
                        );
                    manifest = BackupManifest.Parse(entry.DataStream, archive);
                    left = manifest.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
                    continue;
                }

                if (
                    !left.Remove(entry.Name, out BackupFile? file)
                    || entry.EntryType != TarEntryType.RegularFile
                    || !IsInside(entry.Name)
                )
                    throw Damaged(
                        archive,
                        $"it holds '{entry.Name}', which its manifest does not name as a file of a workspace"
                    );
                Extract(entry, file, Path.Combine(stage, file.Path), archive);
                progress?.Report(
                    new ItemDone("restore", file.Path, manifest.Files.Count - left.Count, manifest.Files.Count)
                );
            }

            return manifest is null ? throw Damaged(archive, "it is empty")
                : left.Count > 0 ? throw Damaged(archive, $"'{left.Keys.First()}' is missing")
                : manifest;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Damaged(archive, e.Message);
        }
    }

    private static void Extract(TarEntry entry, BackupFile file, string path, string archive)
    {
        // Before the first byte is written: a few packed kilobytes can unpack to a full disk.
        if (entry.Length != file.Bytes)
            throw Damaged(archive, $"'{file.Path}' has {entry.Length} bytes, but the manifest says {file.Bytes}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        entry.ExtractToFile(path, overwrite: false);
        if (BackupManifest.Hash(path) != file.Sha256)
            throw Damaged(archive, $"'{file.Path}' is not what the manifest says");
    }

    private static bool IsInside(string path) =>
        !path.StartsWith('/')
        && path.IndexOfAny(['\\', ':', '\0']) < 0
        && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static PloutosException Damaged(string archive, string how) =>
        new(Fault.Failed, $"The backup '{archive}' can't be used: {how}. Nothing was changed. Use another backup.");
}
