using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>A model's folder, replaced as a whole: the new one is written beside it, the old one
/// renamed away, the new one renamed into place. Whatever moment a process dies at, either the old
/// or the new folder is there, or the old one under its other name, which <see cref="Recover"/>
/// puts back.</summary>
internal static class ModelFolder
{
    /// <summary>Replaces the folder by one with these files.</summary>
    public static void Replace(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        Recover(folder);
        string next = folder + ".new",
            previous = folder + ".old";
        Delete(next);
        Directory.CreateDirectory(next);
        foreach ((string name, byte[] content) in files)
            AtomicFile.Write(Path.Combine(next, name), content);
        Delete(previous);
        if (Directory.Exists(folder))
            Directory.Move(folder, previous);
        Directory.Move(next, folder);
        Delete(previous);
    }

    /// <summary>Puts the old folder back where a replacement was cut off between its two renames.</summary>
    public static void Recover(string folder)
    {
        if (!Directory.Exists(folder) && Directory.Exists(folder + ".old"))
            Directory.Move(folder + ".old", folder);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
