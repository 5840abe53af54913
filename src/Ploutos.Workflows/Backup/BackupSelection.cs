namespace Ploutos.Workflows.Backup;

/// <summary>Which files of a workspace belong into a backup.</summary>
internal static class BackupSelection
{
    private static readonly string[] Folders = ["data", "experts", "imports", "logs", "models"];
    private static readonly string[] RootFiles = ["*.json", "*.txt", "paper.stop"];

    /// <summary>Files by their path in the workspace, with slashes, in order.</summary>
    public static IReadOnlyList<string> Files(string root, bool reports)
    {
        var files = new List<string>();
        foreach (string pattern in RootFiles)
            files.AddRange(Directory.EnumerateFiles(root, pattern));
        foreach (string folder in reports ? [.. Folders, "reports"] : Folders)
            if (Directory.Exists(Path.Combine(root, folder)))
                files.AddRange(Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories));
        return
        [
            .. files
                .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
                .Where(IsLasting)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>An SQLite database, which is copied by SQLite and not as a file.</summary>
    public static bool IsDatabase(string path) => path.EndsWith(".db", StringComparison.Ordinal);

    /// <summary>A log that is only appended to: what was there when the backup began is whole up to
    /// its last line end.</summary>
    public static bool IsAppended(string path) =>
        path.EndsWith(".jsonl", StringComparison.Ordinal) || path.EndsWith(".log", StringComparison.Ordinal);

    /// <summary>What the daily run and its observers write, and what speaks of each other: signals,
    /// alerts, the paper account, where the chains end, an earlier version's log of
    /// predictions.</summary>
    public static bool IsLedger(string path) =>
        path is "logs/predictions.jsonl" or "logs/heads.json"
        || (path.StartsWith("data/", StringComparison.Ordinal) && IsDatabase(path) && path != "data/ploutos.db");

    /// <summary>A part of a model, whose folder is replaced as a whole.</summary>
    public static bool IsModel(string path) => path.StartsWith("models/", StringComparison.Ordinal);

    /// <summary>Not a passing file: a journal, a lock, a temporary one, a copy made before a change
    /// of tables.</summary>
    public static bool IsLasting(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return !name.EndsWith(".tmp", StringComparison.Ordinal)
            && !name.EndsWith("-wal", StringComparison.Ordinal)
            && !name.EndsWith("-shm", StringComparison.Ordinal)
            && !name.EndsWith("-journal", StringComparison.Ordinal)
            && !name.EndsWith(".lock", StringComparison.Ordinal)
            && !name.EndsWith(".bak", StringComparison.Ordinal)
            && path is not ("data/live.txt" or "data/paper.txt" or "models/promotion.txt")
            && !path.Contains(".new/", StringComparison.Ordinal)
            && !path.Contains(".tmp/", StringComparison.Ordinal);
    }
}
