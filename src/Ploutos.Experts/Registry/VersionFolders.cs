namespace Ploutos.Experts.Registry;

/// <summary>The versions of one model as folders side by side, each named by its version.</summary>
internal sealed class VersionFolders(string home)
{
    /// <summary>The folder of a version.</summary>
    public string Of(string version) => Path.Combine(home, version);

    /// <summary>All folders, without what an unfinished replacement left.</summary>
    public string[] All() =>
        Directory.Exists(home) ? [.. Directory.GetDirectories(home).Where(f => !ModelFolder.IsPassing(f))] : [];

    /// <summary>Deletes what is too old: keeps the newest <see cref="ModelVersions.MostUsed"/> of
    /// those that were used, the newest <see cref="ModelVersions.Most"/> of the others, and those
    /// in <paramref name="keep"/>. The caller holds the lock.</summary>
    public void Prune(IReadOnlySet<string> used, IReadOnlyList<string?> keep)
    {
        if (!Directory.Exists(home))
            return;
        foreach (string unfinished in Directory.GetDirectories(home, "*.new"))
            Directory.Delete(unfinished, recursive: true);
        string[] all = [.. All().OrderByDescending(f => f, StringComparer.Ordinal)];
        bool WasUsed(string folder) => used.Contains(Path.GetFileName(folder));
        foreach (
            string folder in all.Where(WasUsed)
                .Skip(ModelVersions.MostUsed)
                .Concat(all.Where(f => !WasUsed(f)).Skip(ModelVersions.Most))
        )
        {
            if (!keep.Contains(Path.GetFileName(folder)))
                Directory.Delete(folder, recursive: true);
        }
    }
}
