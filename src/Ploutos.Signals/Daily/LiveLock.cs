using System.Globalization;
using Ploutos.Experts.Registry;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Signals.Daily;

/// <summary>One process at a time does the daily run of a workspace. The lock is one of the
/// operating system on <c>data/live.lock</c>, which ends with the process however it ends; who has
/// it is written beside it.</summary>
public sealed class LiveLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _holder;

    private LiveLock(FileStream file, string holder) => (_file, _holder) = (file, holder);

    /// <summary>Takes the lock.</summary>
    /// <exception cref="PloutosException">Another process has it; the message names it.</exception>
    public static LiveLock Take(WorkspaceFolder workspace, TimeProvider time)
    {
        (string path, string holder) = Paths(workspace);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            FileStream file = Open(path);
            AtomicFile.Write(
                holder,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"process {Environment.ProcessId} on {Environment.MachineName}, since"
                        + $" {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC\n"
                )
            );
            return new(file, holder);
        }
        catch (IOException e) when (Holder(workspace) is { } other)
        {
            throw new PloutosException(
                Fault.Failed,
                $"Only one process may do the daily run of a workspace, and another does so for "
                    + $"'{workspace.Root}': {other}. Stop that one first, or name another workspace with --workspace.",
                e
            );
        }
    }

    /// <summary>Who has the lock now: process, host, since when; null where nobody has.</summary>
    public static string? Holder(WorkspaceFolder workspace)
    {
        (string path, string holder) = Paths(workspace);
        if (!File.Exists(path))
            return null;
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return null;
        }
        catch (IOException)
        {
            return File.Exists(holder) ? File.ReadAllText(holder).Trim() : "a process that has not said its name yet";
        }
    }

    /// <summary>Opens the file for this process alone. Somebody who looks whether it is taken holds
    /// it for a blink, which is waited for.</summary>
    private static FileStream Open(string path)
    {
        using var pause = new ManualResetEventSlim();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 5)
            {
                pause.Wait(20);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_holder);
        _file.Dispose();
    }

    private static (string Lock, string Holder) Paths(WorkspaceFolder workspace)
    {
        string folder = Path.GetDirectoryName(workspace.StorePath)!;
        return (Path.Combine(folder, "live.lock"), Path.Combine(folder, "live.txt"));
    }
}
