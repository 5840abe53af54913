using Ploutos.Tuning.Storage;

namespace Ploutos.Tuning;

/// <summary>A place for studies that several studies and workers share.</summary>
public sealed class StudyStorage : IDisposable
{
    private StudyStorage(IStudyStorage inner) => Inner = inner;

    /// <summary>Names of the studies it holds.</summary>
    public IReadOnlyList<string> StudyNames => [.. Inner.ListStudies().Select(s => s.Name)];

    internal IStudyStorage Inner { get; }

    /// <summary>A storage for the life of the process.</summary>
    public static StudyStorage InMemory(TimeProvider? time = null) =>
        new(new InMemoryStorage(time ?? TimeProvider.System));

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

    /// <summary>Deletes a study with all its trials; false where there is none of this name.</summary>
    public bool DeleteStudy(string name)
    {
        if (Inner.FindStudy(name) is not { } study)
            return false;
        Inner.DeleteStudy(study.Id);
        return true;
    }

    public void Dispose() => Inner.Dispose();
}
