using Microsoft.Data.Sqlite;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;

namespace Ploutos.Workflows.Storage;

/// <summary>One SQLite file of the workspace beside the store of bars. Every change is a
/// transaction that has reached the disk when it returns, so that a process may end at any
/// moment.</summary>
internal sealed class WorkspaceDatabase : IDisposable
{
    private const int BusySeconds = 30,
        Full = 13;
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private SqliteTransaction? _transaction;

    private WorkspaceDatabase(string path, SqliteConnection connection) => (_path, _connection) = (path, connection);

    /// <summary>Opens the file, and makes it where there is none.</summary>
    public static WorkspaceDatabase Open(string path, VersionedSchema schema)
    {
        SQLitePCL.Batteries_V2.Init();
        return Translate(
            path,
            () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var connection = new SqliteConnection(
                    new SqliteConnectionStringBuilder
                    {
                        DataSource = path,
                        Pooling = false,
                        DefaultTimeout = BusySeconds,
                    }.ToString()
                );
                var database = new WorkspaceDatabase(path, connection);
                try
                {
                    connection.Open();
                    database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
                    schema.Ensure(connection, path);
                    return database;
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            }
        );
    }

    /// <summary>Runs changes all or none. May not be nested.</summary>
    public T Transact<T>(Func<T> work) =>
        Translate(
            _path,
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
        return Translate(_path, command.ExecuteNonQuery);
    }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(
        string sql,
        Func<SqliteDataReader, T> row,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        using SqliteCommand command = Command(sql, parameters);
        return Translate(
            _path,
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

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, _transaction);
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static T Translate<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (MarketDataException e)
        {
            throw new PloutosException(ExitCode.Failed, e.Message, e);
        }
        catch (SqliteException e)
        {
            throw new PloutosException(
                ExitCode.Failed,
                e.SqliteErrorCode == Full
                    ? $"{path}: the disk is full. What was stored before is unchanged. Free some space and run the"
                        + $" command again."
                    : $"{path} can't be read or written: {e.Message}. What was stored before is unchanged. Check the"
                        + $" disk and who owns the file, "
                        + "or restore a backup ('ploutos restore FILE').",
                e
            );
        }
    }
}
