using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>A model's folder, replaced as one: the new one is written beside it, the old one renamed
/// away, the new one renamed into place. Whatever moment a process dies at, either the old or the
/// new folder is there, or the old one under its other name, which <see cref="Recover"/> puts
/// back. All of it under the lock of the models folder.</summary>
internal static class ModelFolder
{
    private const string Unfinished = ".new",
        Former = ".old";

    /// <summary>Replaces the folder by one with these files.</summary>
    /// <param name="modelsFolder">The folder of all models, whose lock is taken.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="files">Its files by name.</param>
    /// <param name="placed">Called when the new folder is in place. Until it has returned the old one
    /// stays under its other name, by which <see cref="IsUnfinished"/> knows a replacement that was
    /// cut off.</param>
    public static void Replace(
        string modelsFolder,
        string folder,
        IReadOnlyDictionary<string, byte[]> files,
        Action? placed = null
    )
    {
        using ModelLock alone = ModelLock.Take(modelsFolder);
        Recover(modelsFolder, folder);
        RemoveUnfinished(folder);
        string next = Leftovers.Unique(folder + ".", Unfinished),
            previous = folder + Former;
        try
        {
            Directory.CreateDirectory(next);
            foreach ((string name, byte[] content) in files)
                AtomicFile.Write(Path.Combine(next, name), content);
        }
        catch
        {
            Leftovers.Discard(next);
            throw;
        }

        Delete(previous);
        if (Directory.Exists(folder))
            Directory.Move(folder, previous);
        Directory.Move(next, folder);
        AtomicFile.SynchroniseFolder(Path.GetDirectoryName(folder)!);
        placed?.Invoke();
        Delete(previous);
    }

    /// <summary>Whether the new folder is in place, and what had to follow may not be done.</summary>
    public static bool IsUnfinished(string folder) => Directory.Exists(folder + Former) && Directory.Exists(folder);

    /// <summary>Lets go of the old folder, where all is done.</summary>
    public static void Finish(string folder) => Delete(folder + Former);

    /// <summary>Puts the old folder back where a replacement was cut off between its two renames.
    /// One that is under way is waited for.</summary>
    public static void Recover(string modelsFolder, string folder)
    {
        if (!IsCutOff(folder))
            return;
        using ModelLock alone = ModelLock.Take(modelsFolder);
        if (IsCutOff(folder))
            Directory.Move(folder + Former, folder);
    }

    /// <summary>Looks while nobody writes: a folder that seemed to be missing may have been between the two renames of
    /// a replacement. Where nobody has ever written, or the models can't be locked, there is no writer.</summary>
    public static bool LookAlone(string modelsFolder, Func<bool> look)
    {
        if (!ModelLock.WasTaken(modelsFolder))
            return look();
        try
        {
            using ModelLock alone = ModelLock.Take(modelsFolder);
            return look();
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException || denied.GetType() == typeof(IOException))
        {
            return look();
        }
    }

    /// <summary>Whether a folder is what a replacement left or is about to use.</summary>
    public static bool IsPassing(string folder) => Path.GetExtension(folder) is Unfinished or Former;

    private static bool IsCutOff(string folder) => !Directory.Exists(folder) && Directory.Exists(folder + Former);

    // Whoever holds the lock is the only one who writes, so that what is unfinished is left over.
    private static void RemoveUnfinished(string folder)
    {
        string home = Path.GetDirectoryName(folder)!;
        if (!Directory.Exists(home))
            return;
        foreach (string left in Directory.GetDirectories(home, Path.GetFileName(folder) + "*" + Unfinished))
            Delete(left);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
