using Ploutos.Tests;

namespace Ploutos.Tuning.Storage.Tests;

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

    public TestDatabase(Kind kind, PostgresServer server) =>
        Url = kind == Kind.Sqlite ? StudyDatabase.SqliteUrl(File) : server.NewDatabaseOrSkip();

    public string Url { get; }

    public string File => _folder.File("studies.db");

    /// <summary>Runs a statement beside the storage, on a connection of its own.</summary>
    public void Execute(string sql)
    {
        using System.Data.Common.DbConnection connection = Url.StartsWith("sqlite", StringComparison.Ordinal)
            ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=false")
            : new Npgsql.NpgsqlConnection(
                $"Host={Uri.UnescapeDataString(Url.Split("host=")[1])};Username=ploutos;"
                    + $"Database={Url.Split('?')[0].Split('/')[^1]};Pooling=false"
            );
        connection.Open();
        using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Dispose();
}
