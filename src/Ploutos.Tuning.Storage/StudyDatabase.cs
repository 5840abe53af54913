namespace Ploutos.Tuning.Storage;

/// <summary>Opens studies that lie in a database, in Optuna's tables.</summary>
public static class StudyDatabase
{
    /// <summary>Opens a database, and makes Optuna's tables in it where there are none:
    /// <c>sqlite:///file.db</c> (a path relative to the current folder; four slashes for an
    /// absolute one) or <c>postgresql://user:password@host:port/database</c>.</summary>
    /// <exception cref="ArgumentException">The URL has none of these forms.</exception>
    /// <exception cref="StudyStorageException">The database cannot be reached or written, is
    /// damaged, or has tables of another version.</exception>
    public static StudyStorage Open(string url, StorageOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        options ??= new StorageOptions();
        options.Check();
        return new StudyStorage(new RelationalStorage(StorageUrl.Parse(url, options), options));
    }

    /// <summary>The URL of a SQLite file.</summary>
    public static string SqliteUrl(string path) => "sqlite:///" + Path.GetFullPath(path);
}
