using System.Formats.Tar;
using System.IO.Compression;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows.Backup;

/// <summary>Reads the archive of a backup.</summary>
internal static class BackupArchive
{
    /// <summary>Unpacks an archive into a new folder, and compares every byte with its
    /// manifest.</summary>
    /// <exception cref="PloutosException">It is damaged or no backup.</exception>
    public static BackupManifest Unpack(
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
        // On forged headers the tar reader overflows as it adds up sizes, or says that its state is wrong.
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or EndOfStreamException
                        or FormatException
                        or OverflowException
                        or InvalidOperationException
            )
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
        using (FileStream written = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            written.Flush(flushToDisk: true);
        if (BackupManifest.Hash(path) != file.Sha256)
            throw Damaged(archive, $"'{file.Path}' is not what the manifest says");
    }

    private static bool IsInside(string path) =>
        !path.StartsWith('/')
        && path.IndexOfAny(['\\', ':', '\0']) < 0
        && path.Split('/').All(part => part is not ("" or "." or ".."))
        && SwitchPlan.Concerns(path.Split('/')[0]);

    /// <summary>The error for an archive that can't be used.</summary>
    public static PloutosException Damaged(string archive, string how) =>
        new(Fault.Failed, $"The backup '{archive}' can't be used: {how}. Nothing was changed. Use another backup.");
}
