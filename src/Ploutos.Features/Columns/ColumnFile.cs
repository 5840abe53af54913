using System.Runtime.InteropServices;

namespace Ploutos.Features.Columns;

/// <summary>Columns in a file without a name, which goes with the last table that reads it, or with the
/// process. Safe for use by many threads.</summary>
internal sealed class ColumnFile
{
    private readonly FileStream _file;
    private long _end;
    private bool _isFull;

    internal ColumnFile(FileStream file) => _file = file;

    /// <summary>Makes a file; null where the folder takes none, lies in memory itself, or has not twice the room:
    /// others write to that disk, too.</summary>
    /// <param name="folder">The folder; for instance that of the machine for temporary files.</param>
    /// <param name="bytes">What will be written.</param>
    public static ColumnFile? TryCreate(string folder, long bytes)
    {
        string path = Path.Combine(folder, $"ploutos-{Guid.NewGuid():N}.columns");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            if (!HasRoom(folder, bytes))
                return null;
            var file = new ColumnFile(new(path, options));
            // So that a process that is killed leaves nothing; Windows sees to that itself.
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Writes columns one behind the other and says where the first begins; null where the disk is
    /// full.</summary>
    /// <param name="columns">The columns, at least <paramref name="length"/> values each.</param>
    /// <param name="length">How many of their values are kept.</param>
    public long? TryAppend(double[][] columns, int length)
    {
        if (Volatile.Read(ref _isFull))
            return null;
        long bytes = (long)length * sizeof(double),
            first = Interlocked.Add(ref _end, columns.Length * bytes) - columns.Length * bytes;
        try
        {
            for (int j = 0; j < columns.Length; j++)
                RandomAccess.Write(
                    _file.SafeFileHandle,
                    MemoryMarshal.AsBytes(columns[j].AsSpan(0, length)),
                    first + j * bytes
                );
            return first;
        }
        catch (IOException)
        {
            Volatile.Write(ref _isFull, true);
            return null;
        }
    }

    /// <summary>Reads a column.</summary>
    /// <param name="at">Where it begins.</param>
    /// <param name="column">Filled.</param>
    /// <exception cref="IOException">The disk can't be read.</exception>
    public void Read(long at, Span<double> column)
    {
        Span<byte> rest = MemoryMarshal.AsBytes(column);
        for (int read; rest.Length > 0; rest = rest[read..], at += read)
        {
            read = RandomAccess.Read(_file.SafeFileHandle, rest, at);
            if (read == 0)
                throw new EndOfStreamException("The file of features ends too early.");
        }
    }

    private static bool HasRoom(string folder, long bytes)
    {
        var disk = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(Path.GetFullPath(folder))! : folder);
        return disk.DriveFormat is not ("tmpfs" or "ramfs") && disk.AvailableFreeSpace >= 2 * bytes;
    }
}
