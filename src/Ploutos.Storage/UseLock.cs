using System.Globalization;

namespace Ploutos.Storage;

/// <summary>Many processes use something side by side, and one that wants to change all of it waits
/// until nobody does. The lock is one of the operating system on a file, and ends with the process
/// however it ends.</summary>
public static class UseLock
{
    private const int PauseMilliseconds = 20;

    /// <summary>Joins those who use it.</summary>
    /// <param name="path">The locked file.</param>
    /// <param name="create">Whether to make the file where its folder is there; on a disk that can't
    /// be written there is nobody to keep out.</param>
    /// <param name="wait">How long one who has it alone is waited for.</param>
    /// <returns>What to dispose of afterwards; null where there is no file.</returns>
    /// <exception cref="StorageException">Another process has it alone for longer.</exception>
    public static IDisposable? Share(string path, bool create, TimeSpan wait)
    {
        using var pause = new ManualResetEventSlim();
        for (double waited = 0; ; waited += PauseMilliseconds)
        {
            try
            {
                bool make = create && !File.Exists(path) && Directory.Exists(Path.GetDirectoryName(path));
                return new FileStream(
                    path,
                    make ? FileMode.OpenOrCreate : FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete
                );
            }
            catch (Exception e)
                when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
            {
                return null;
            }
            catch (IOException e) when (!ProcessLock.IsHeld(e))
            {
                return null;
            }
            catch (IOException) when (waited < wait.TotalMilliseconds)
            {
                pause.Wait(PauseMilliseconds);
            }
            catch (IOException e)
            {
                throw new StorageException(StorageFault.Busy, $"Another process has '{path}' alone.", e);
            }
        }
    }

    /// <summary>Takes it alone; makes the file, whose folder must be there.</summary>
    /// <returns>What to dispose of afterwards; null where others use it for longer than
    /// <paramref name="wait"/>.</returns>
    /// <exception cref="IOException">The file can't be made.</exception>
    public static IDisposable? Alone(string path, TimeSpan wait)
    {
        try
        {
            return ProcessLock.OpenAlone(path, wait);
        }
        catch (IOException e) when (ProcessLock.IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>The processes that have the file open, by name and number, as far as this system
    /// shows them to this user; for messages only.</summary>
    public static IReadOnlyList<string> Users(string path)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var users = new List<string>();
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (
                !int.TryParse(
                    Path.GetFileName(process),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int number
                )
            )
                continue;
            try
            {
                if (
                    number != Environment.ProcessId
                    && Directory
                        .EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                        .Any(file => new FileInfo(file).LinkTarget == path)
                )
                    users.Add($"process {number} ({File.ReadAllText(Path.Combine(process, "comm")).Trim()})");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended, or belongs to another user.
            }
        }

        return users;
    }
}
