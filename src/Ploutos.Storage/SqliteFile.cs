using Microsoft.Data.Sqlite;

namespace Ploutos.Storage;

/// <summary>One SQLite file with its tables. Every change is a transaction that has reached the disk
/// when it returns, so that a process may end at any moment. Errors are
/// <see cref="StorageException"/>s.</summary>
public sealed class SqliteFile : IDisposable
{
    // WAL: readers go on while one process writes. FULL: a commit survives a power cut.
    private const string Pragmas =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        + " PRAGMA recursive_triggers = ON;";

    private readonly SqliteConnection _connection;
    private SqliteTransaction? _transaction;

    private SqliteFile(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a file to read it, without changing a byte of it or of its folder.</summary>
    /// <exception cref="StorageException">It cannot be used, or is of another version.</exception>
    public static SqliteFile OpenToRead(string path, VersionedSchema schema) =>
        Sqlite.Translate(path, () => Ready(path, Sqlite.OpenToRead(path), schema));

    private static SqliteFile Ready(string path, SqliteConnection connection, VersionedSchema schema)
    {
        try
        {
            schema.Ensure(connection, path);
            return new(path, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file, and makes it with its folder where there is none. One that cannot be
    /// written, as on read-only media, is opened to be read.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public static SqliteFile Open(string path, VersionedSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Sqlite.Translate(
            path,
            () =>
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
                return Ready(path, Sqlite.OpenOrRead(path, Pragmas), schema);
            }
        );
    }

    /// <summary>Runs changes all or none. May not be nested.</summary>
    public T Transact<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Sqlite.Translate(
            Path,
            () =>
            {
                using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
                _transaction = transaction;
                try
                {
                    T result = work();
                    transaction.Commit();
                    return result;
                }
                finally
                {
                    _transaction = null;
                }
            }
        );
    }

    /// <summary>Runs changes all or none. May not be nested.</summary>
    public void Transact(Action work) =>
        Transact(() =>
        {
            work();
            return true;
        });

    /// <summary>Runs one statement and returns the number of rows that it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return Sqlite.Translate(Path, command.ExecuteNonQuery);
    }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(
        string sql,
        Func<SqliteDataReader, T> row,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        using SqliteCommand command = Command(sql, parameters);
        return Sqlite.Translate(
            Path,
            () =>
            {
                using SqliteDataReader reader = command.ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                    rows.Add(row(reader));
                return rows;
            }
        );
    }

    /// <summary>Reads rows one after the other, for tables that may not fit into memory.</summary>
    public void ForEach(
        string sql,
        Action<SqliteDataReader> row,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(row);
        using SqliteCommand command = Command(sql, parameters);
        Sqlite.Translate(
            Path,
            () =>
            {
                using SqliteDataReader reader = command.ExecuteReader();
                while (reader.Read())
                    row(reader);
                return true;
            }
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = Sqlite.Command(_connection, sql, parameters);
        command.Transaction = _transaction;
        return command;
    }
}
