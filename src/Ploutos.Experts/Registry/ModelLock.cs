using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>One writer of the models folder at a time, over all threads and processes; the others
/// wait. A writer that holds it already goes on.</summary>
internal sealed class ModelLock : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private const string FileName = "promotion.lock";

    [ThreadStatic]
    private static Dictionary<string, ModelLock>? s_held;

    private readonly string _folder;
    private readonly ProcessLock _lock;
    private int _depth = 1;

    private ModelLock(string folder, ProcessLock held) => (_folder, _lock) = (folder, held);

    /// <summary>Whether anybody has ever written here: the lock's file stays.</summary>
    public static bool WasTaken(string modelsFolder) => File.Exists(Path.Combine(modelsFolder, FileName));

    /// <summary>Takes the lock of a models folder for this thread.</summary>
    /// <exception cref="StorageException">Another process kept it for too long.</exception>
    public static ModelLock Take(string modelsFolder)
    {
        string folder = Path.GetFullPath(modelsFolder);
        s_held ??= [];
        if (s_held.TryGetValue(folder, out ModelLock? held))
        {
            held._depth++;
            return held;
        }

        ModelLock taken = new(
            folder,
            ProcessLock.Take(
                Path.Combine(folder, FileName),
                Path.Combine(folder, "promotion.txt"),
                TimeProvider.System,
                (holder, e) =>
                    new StorageException(
                        StorageFault.Busy,
                        $"One process at a time changes which models predict, and {holder} has been at it for more than"
                            + $" {s_patience.TotalMinutes:F0} minutes. Wait for it to end, then run it again.",
                        e
                    ),
                s_patience
            )
        );
        s_held[folder] = taken;
        RemoveLeftovers(folder);
        return taken;
    }

    // A killed switch may leave an unfinished file that the next one does not write again: it is
    // done already, or goes to other versions. The lock's own files lie in the folder itself.
    private static void RemoveLeftovers(string modelsFolder)
    {
        foreach (string folder in Directory.EnumerateDirectories(modelsFolder))
        {
            Leftovers.Remove(folder, ".", ".tmp");
            foreach (string inner in Directory.EnumerateDirectories(folder))
                Leftovers.Remove(inner, ".", ".tmp");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (--_depth > 0)
            return;
        s_held!.Remove(_folder);
        _lock.Dispose();
    }
}
