using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ploutos.Storage;

/// <summary>The two things of a Unix file system that the class library does not show: of what
/// kind a file is, and that a folder's entries are on the disk.</summary>
internal static class UnixFiles
{
    private const int TypeMask = 0xF000,
        RegularType = 0x8000;

    // The mode is the second of the four-byte fields; the rest of the structure is of no concern.
    private const int ModeOffset = 4,
        RoomForStatus = 512;

    /// <summary>Whether the entry itself, not what it links to, is a plain file. True where that
    /// cannot be found out, as on Windows.</summary>
    public static bool IsRegular(string path)
    {
        if (OperatingSystem.IsWindows())
            return true;
        byte[] status = new byte[RoomForStatus];
        try
        {
            return LStat(path, status) != 0 || (BitConverter.ToInt32(status, ModeOffset) & TypeMask) == RegularType;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Has the folder's entries written to the disk, so that a rename in it outlives a
    /// power cut. A file system that offers no such thing is left as it is.</summary>
    public static void Synchronise(string folder)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS journals its renames
        int file = Open(folder, 0);
        if (file < 0)
            return;
        _ = Sync(file);
        _ = Close(file);
    }

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "The generated code needs unsafe blocks.")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_LStat")]
    private static extern int LStat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "The generated code needs unsafe blocks.")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "The generated code needs unsafe blocks.")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Sync(int file);

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "The generated code needs unsafe blocks.")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
