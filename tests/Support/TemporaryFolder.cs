namespace Ploutos.Tests;

/// <summary>An empty folder of the test's own, deleted when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("ploutos-test-").FullName;

    public string Path { get; }

    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Copies a folder with all that lies in it into another one, which need not exist. Nobody may
    /// have a database in it open: SQLite removes its journal when the last one leaves, between our list and
    /// our copy.</summary>
    public static void Copy(string folder, string into)
    {
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string target = System.IO.Path.Combine(into, System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }
    }

    /// <summary>A new folder with all that lies in this one now; see <see cref="Copy"/>.</summary>
    public TemporaryFolder Copied()
    {
        TemporaryFolder copy = new();
        Copy(Path, copy.Path);
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
