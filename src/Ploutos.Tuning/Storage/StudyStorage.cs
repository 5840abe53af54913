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
    public static StudyStorage InMemory(TimeProvider? time = null) => new(new InMemoryStorage(time ?? TimeProvider.System));

    public void Dispose() => Inner.Dispose();
}
