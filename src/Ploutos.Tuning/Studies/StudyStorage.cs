namespace Ploutos.Tuning;

/// <summary>A place for studies that several studies and workers share.</summary>
public sealed class StudyStorage : IDisposable
{
    internal StudyStorage(IStudyStorage inner) => Inner = inner;

    /// <summary>Names of the studies it holds.</summary>
    public IReadOnlyList<string> StudyNames => [.. Inner.ListStudies().Select(s => s.Name)];

    internal IStudyStorage Inner { get; }

    /// <summary>A storage for the life of the process.</summary>
    public static StudyStorage InMemory(TimeProvider? time = null) =>
        new(new InMemoryStorage(time ?? TimeProvider.System));

    /// <summary>Deletes a study with all its trials; false where there is none of this name.</summary>
    public bool DeleteStudy(string name)
    {
        if (Inner.FindStudy(name) is not { } study)
            return false;
        Inner.DeleteStudy(study.Id);
        return true;
    }

    /// <summary>Closes the storage; studies on it can no longer be used.</summary>
    public void Dispose() => Inner.Dispose();
}
