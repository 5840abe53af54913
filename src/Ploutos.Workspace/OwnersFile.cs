using Ploutos.Storage;

namespace Ploutos.Workspace;

/// <summary>Files with secrets: readable and writable by their owner alone, in folders of their owner
/// alone. Writes are atomic.</summary>
public static class OwnersFile
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        Folder700 = File600 | UnixFileMode.UserExecute;

    /// <summary>Writes the whole file.</summary>
    /// <param name="folder">The folder of all that is the owner's alone.</param>
    /// <param name="name">The file below it, as a path.</param>
    /// <param name="content">What it holds.</param>
    /// <exception cref="PloutosException">The disk is full.</exception>
    public static void Write(string folder, string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(folder, name);
        Create(folder);
        Create(Path.GetDirectoryName(path)!);
        try
        {
            AtomicFile.Write(path, content, File600);
        }
        catch (StorageException e) when (e.Fault == StorageFault.Full)
        {
            throw new PloutosException(Fault.DiskFull, e.Message, e);
        }
    }

    /// <summary>Takes the folder and all in it from everybody else: a copied or restored workspace
    /// has the modes that its copying gave it.</summary>
    public static void Restrict(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            return;
        Create(folder);
        foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            Create(inner);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(file, File600);
    }

    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows()) // a workspace below the user's profile is the user's alone there
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, Folder700);
        if (File.GetUnixFileMode(folder) != Folder700)
            File.SetUnixFileMode(folder, Folder700);
    }
}
