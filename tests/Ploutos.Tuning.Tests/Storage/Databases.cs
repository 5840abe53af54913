using Ploutos.Tests;

namespace Ploutos.Tuning.Tests.Storage;

/// <summary>The two kinds of database that a storage test runs on.</summary>
public enum Kind
{
    Sqlite,
    Postgres,
}

/// <summary>An empty database of a test's own.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestDatabase(Kind kind, PostgresServer server)
        => Url = kind == Kind.Sqlite ? StudyStorage.SqliteUrl(File) : server.NewDatabaseOrSkip();

    public string Url { get; }

    public string File => _folder.File("studies.db");

    public void Dispose() => _folder.Dispose();
}
