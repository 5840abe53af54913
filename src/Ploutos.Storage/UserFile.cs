namespace Ploutos.Storage;

/// <summary>The rule of every file that is written where a user points: what exists there is
/// refused, unless it is to be replaced; folders, links, pipes and devices are refused always. The
/// write is atomic.</summary>
public static class UserFile
{
    /// <summary>Says before long work whether a file may be written.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="replace">Whether a file that exists is to be replaced.</param>
    /// <param name="isOurs">Whether a file is of the kind that may be replaced; null where every
    /// file may.</param>
    /// <param name="kind">That kind's name with its article, such as "a backup of Ploutos".</param>
    /// <returns>The whole path.</returns>
    /// <exception cref="StorageException">It may not; the message names what is there.</exception>
    public static string Check(string path, bool replace, Func<string, bool>? isOurs = null, string? kind = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path.Contains('\0') || path[^1] == '/' || path[^1] == Path.DirectorySeparatorChar)
            throw Refused(path, "it is not the name of a file", "Name a file.");
        string full = Path.GetFullPath(path);
        var file = new FileInfo(full);
        if (file.LinkTarget is not null)
            throw Refused(full, "it is a link, and a link is never written through", "Name the file itself.");
        if (Directory.Exists(full))
            throw Refused(full, "it is a folder", "Name a file in it.");
        if (!file.Exists)
            return full;
        if (!UnixFiles.IsRegular(full))
            throw Refused(full, "it is a device, a pipe or another special file", "Name a plain file.");
        if (!replace)
            throw Refused(
                full,
                "it exists, and no file is replaced unless that is forced",
                "Name another file, or force it."
            );
        if (isOurs is not null && !isOurs(full))
            throw Refused(full, $"it is not {kind}, and only such a file is replaced", "Name another file.");
        return full;
    }

    /// <summary>Writes bytes where <see cref="Check"/> allows it. A file that appears meanwhile is
    /// refused, too.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, bool replace)
    {
        string full = Check(path, replace);
        // The folder is the user's: only what an earlier run left of this very file is removed.
        Leftovers.Remove(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.", ".tmp");
        try
        {
            AtomicFile.Write(full, content, replace);
        }
        catch (IOException e) when (!replace && File.Exists(full))
        {
            throw Refused(full, "another process wrote it at this moment", "Name another file.", e);
        }
    }

    /// <summary>The same of text, as UTF-8 without a byte-order mark.</summary>
    public static void Write(string path, string content, bool replace) =>
        Write(path, System.Text.Encoding.UTF8.GetBytes(content), replace);

    /// <summary>Renames a finished file to where <see cref="Check"/> allowed it.</summary>
    public static void Publish(string temporary, string path, bool replace)
    {
        try
        {
            AtomicFile.Publish(temporary, path, replace);
        }
        catch (IOException e) when (!replace && File.Exists(path))
        {
            throw Refused(path, "another process wrote it at this moment", "Name another file.", e);
        }
    }

    private static StorageException Refused(string path, string why, string remedy, Exception? inner = null) =>
        new(StorageFault.Taken, $"'{path}' can't be written: {why}. {remedy}", inner);
}
