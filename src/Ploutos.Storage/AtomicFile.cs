namespace Ploutos.Storage;

/// <summary>Atomic writes: to a temporary file beside the target, flushed to the disk, then renamed
/// over it; the folder is flushed after the rename.</summary>
public static class AtomicFile
{
    /// <summary>Writes bytes.</summary>
    /// <exception cref="StorageException">The disk is full.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Leftovers.Sweep(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Write(path, content, overwrite: true);
    }

    /// <summary>Writes bytes into a file with these permissions, which it has from its first byte on;
    /// Windows has none.</summary>
    /// <exception cref="StorageException">The disk is full.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        Leftovers.Sweep(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Write(path, content, overwrite: true, mode);
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    public static void Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    internal static void Write(string path, ReadOnlySpan<byte> content, bool overwrite, UnixFileMode? mode = null)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = TemporaryOf(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            Publish(temporary, path, overwrite);
        }
        catch (Exception e)
        {
            Leftovers.Discard(temporary);
            if (DiskFull.Is(e))
                throw DiskFull.Of(path, e);
            throw;
        }
    }

    /// <summary>The name, beside a file, of an unfinished one that no other writer uses.</summary>
    internal static string TemporaryOf(string path)
    {
        string full = Path.GetFullPath(path),
            folder = Path.GetDirectoryName(full)!,
            stem = $".{Path.GetFileName(full)}.";
        return Path.Combine(folder, Leftovers.Unique(stem, ".tmp"));
    }

    /// <summary>Has a folder's entries written to the disk, so that a rename in it outlives a power
    /// cut; where the system offers that.</summary>
    public static void SynchroniseFolder(string folder) => UnixFiles.Synchronise(folder);

    /// <summary>Renames a finished file to its place, and has the rename written to the disk.</summary>
    internal static void Publish(string temporary, string path, bool overwrite)
    {
        File.Move(temporary, path, overwrite);
        UnixFiles.Synchronise(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
