namespace Ploutos.Storage;

/// <summary>One process at a time does something. The lock is one of the operating system on a
/// file, and ends with the process however it ends. Who holds it is written into a second file, for
/// messages only.</summary>
public sealed class ProcessLock : IDisposable
{
    private const int WindowsSharing = unchecked((int)0x80070020),
        WindowsLock = unchecked((int)0x80070021),
        WouldBlockOnLinux = 11,
        WouldBlockElsewhere = 35;

    private readonly FileStream _file;
    private readonly string _holderPath;

    private ProcessLock(FileStream file, string holderPath) => (_file, _holderPath) = (file, holderPath);

    /// <summary>Takes the lock, or says who has it.</summary>
    /// <param name="path">The locked file; its folder is made where there is none.</param>
    /// <param name="holderPath">The file that names the holder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="refusal">The error to throw, from the holder's name.</param>
    /// <param name="wait">How long another holder is waited for; a moment where nothing is said.</param>
    /// <exception cref="IOException">The file cannot be made or opened, and nobody holds it.</exception>
    public static ProcessLock Take(
        string path,
        string holderPath,
        TimeProvider time,
        Func<string, Exception, Exception> refusal,
        TimeSpan? wait = null
    )
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(refusal);
        TimeSpan patience = wait ?? TimeSpan.FromMilliseconds(80);
        FileStream file;
        try
        {
            file = OpenAlone(path, patience);
        }
        catch (IOException e)
        {
            if (Holder(path, holderPath) is { } other)
                throw refusal(other, e);
            // The holder went away between the two looks, or the file cannot be opened at all
            file = OpenAlone(path, patience);
        }

        try
        {
            LockHolder.Current(time).Write(holderPath);
            return new(file, holderPath);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Who has the lock now: process, host, since when; null where nobody has. A holder's
    /// name that a killed process left behind is not shown for the one that came after it.</summary>
    public static string? Holder(string path, string holderPath)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            return LockHolder.TryRead(holderPath) is { } holder && holder.MayRun()
                ? holder.ToString()
                : "a process that has not written its name yet";
        }
    }

    /// <summary>Opens a file for this process alone. Another process that has it is waited for;
    /// somebody who looks whether it is taken holds it for a moment.</summary>
    /// <exception cref="IOException">It is still in use, or cannot be opened.</exception>
    public static FileStream OpenAlone(string path, TimeSpan wait)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        const int pauseMilliseconds = 20;
        using var pause = new ManualResetEventSlim();
        for (double waited = 0; ; waited += pauseMilliseconds)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (waited < wait.TotalMilliseconds && IsHeld(e))
            {
                pause.Wait(pauseMilliseconds);
            }
        }
    }

    // Everything else, such as a disk that can't be written, is not mended by waiting.
    internal static bool IsHeld(IOException error) =>
        OperatingSystem.IsWindows()
            ? error.HResult is WindowsSharing or WindowsLock
            : error.HResult == (OperatingSystem.IsLinux() ? WouldBlockOnLinux : WouldBlockElsewhere);

    /// <inheritdoc/>
    public void Dispose()
    {
        Leftovers.Discard(_holderPath);
        _file.Dispose();
    }
}
