namespace Ploutos.Storage;

/// <summary>A full disk, or a used-up quota, is called that.</summary>
public static class DiskFull
{
    private const int NoSpace = 28,
        QuotaOnLinux = 122,
        QuotaOnMac = 69;

    private const long Least = 64 << 10;

    private const int WindowsDiskFull = unchecked((int)0x80070070),
        WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether an error says that no room is left.</summary>
    public static bool Is(Exception error) =>
        error is IOException
        && (
            OperatingSystem.IsWindows() ? error.HResult is WindowsDiskFull or WindowsHandleDiskFull
            : OperatingSystem.IsMacOS() ? error.HResult is NoSpace or QuotaOnMac
            : error.HResult is NoSpace or QuotaOnLinux
        );

    /// <summary>Whether the disk of a file has less room left than any of our files needs.</summary>
    internal static bool Of(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!) is { AvailableFreeSpace: < Least } disk
                && disk.TotalSize > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The error to show for a file that found no room.</summary>
    public static StorageException Of(string path, Exception error) =>
        new(
            StorageFault.Full,
            $"'{path}' needs more room than its disk has left: the disk is full. What was stored before is unchanged."
                + " Free some space and run it again.",
            error
        );
}
