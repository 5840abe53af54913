using System.Globalization;
using Microsoft.Data.Sqlite;
using Ploutos.Storage;
using Ploutos.Tuning.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Trials;

/// <summary>The ledger's SQLite file: opened in write-ahead mode, so that several processes may
/// write in turn and a killed one leaves the last whole record; rows can be added and never
/// changed.</summary>
internal static class LedgerDatabase
{
    private const int BusySeconds = 30;
    private const int Version = 1;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS trials (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            recorded_at TEXT NOT NULL,
            kind TEXT NOT NULL,
            event TEXT UNIQUE,
            configuration TEXT NOT NULL,
            description TEXT NOT NULL,
            data TEXT NOT NULL,
            origin TEXT NOT NULL,
            tickers TEXT NOT NULL,
            sharpe REAL,
            days TEXT,
            returns BLOB
        );
        CREATE TRIGGER IF NOT EXISTS trials_are_not_changed BEFORE UPDATE ON trials
            BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END;
        CREATE TRIGGER IF NOT EXISTS trials_are_not_removed BEFORE DELETE ON trials
            BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END;
        """;

    /// <summary>Runs work on the open file; a fault of SQLite leaves it as a message.</summary>
    /// <exception cref="PloutosException">The file can't be used.</exception>
    public static T Use<T>(string path, Func<SqliteConnection, T> work)
    {
        SQLitePCL.Batteries_V2.Init();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = SqliteOpenMode.ReadWriteCreate,
                    Pooling = false,
                    DefaultTimeout = BusySeconds,
                }.ToString()
            );
            connection.Open();
            Prepare(connection, path);
            return work(connection);
        }
        catch (SqliteException e)
        {
            throw new PloutosException(
                Fault.Failed,
                $"The ledger of trials '{path}' can't be used ({e.Message}). Without it the deflated "
                    + "Sharpe ratio would count too few trials. Check disk and permissions; if the file is damaged,"
                    + " restore a copy, or move it "
                    + "away and count anew.",
                e
            );
        }
    }

    /// <summary>A command with its parameters.</summary>
    public static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        params (string Name, object? Value)[] parameters
    )
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        using SqliteCommand asked = Command(connection, "PRAGMA user_version");
        long version = (long)asked.ExecuteScalar()!;
        if (version > Version)
            throw new PloutosException(
                Fault.Failed,
                $"The ledger of trials '{path}' must be of version {Version}, but is of version "
                    + $"{version}: a newer Ploutos wrote it. Use that one."
            );
        if (version == Version)
            return;
        using SqliteTransaction whole = connection.BeginTransaction(deferred: false);
        Execute(connection, Schema + string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version};"));
        whole.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = Command(connection, sql);
        command.ExecuteNonQuery();
    }
}
