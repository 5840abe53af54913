using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Ploutos.Storage;

namespace Ploutos.Tuning.Storage;

/// <summary>A file shared by the processes of one machine.</summary>
internal sealed class SqliteDialect(string path, StorageOptions options) : Dialect
{
    private const string TimestampFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    public override string Name => path;

    /// <summary>Immediate, because a transaction that begins by reading cannot wait for its turn to
    /// write.</summary>
    public override string Begin => "BEGIN IMMEDIATE";

    public override string ForUpdate => "";

    public override string Now => "CURRENT_TIMESTAMP";

    public override IReadOnlyList<string> BeforeTables => [];

    public override string TableExists => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @name";

    public override string SecondsSince(string column) => $"(julianday('now') - julianday({column})) * 86400.0";

    public override string SchemaType(string placeholder) =>
        placeholder switch
        {
            "ID" => "INTEGER NOT NULL",
            "TIME" => "DATETIME",
            "INTERMEDIATE_TYPE" or "VALUE_TYPE" => "VARCHAR(7)",
            _ => "VARCHAR(8)",
        };

    public override DbConnection Open()
    {
        string? folder = Path.GetDirectoryName(path);
        if (folder is not null && !Directory.Exists(folder))
            throw new StudyStorageException(
                $"The folder of a SQLite storage must exist, but there is no {folder}. Create it, or correct the path."
            );
        bool isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        SqliteConnection connection = Sqlite.Open(
            path,
            SqliteOpenMode.ReadWriteCreate,
            busyTimeout: TimeSpan.FromSeconds(1)
        );
        try
        {
            using SqliteCommand command = connection.CreateCommand();
            // The wait is SQLite's own, in small steps. synchronous = FULL: what is finished
            // survives a power failure too.
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA busy_timeout = {(long)options.Patience.TotalMilliseconds}; PRAGMA synchronous = FULL;"
            );
            command.ExecuteNonQuery();
            if (isNew)
                UseWriteAheadLog(command);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A new file gets a write-ahead log: one flush a commit instead of three or
    /// four, and readers do not hold up writers. A file that exists keeps the mode it was made
    /// with.</summary>
    private static void UseWriteAheadLog(SqliteCommand command)
    {
        try
        {
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteScalar();
        }
        catch (SqliteException e) when (Sqlite.IsBusy(e))
        {
            // Another worker is making the same file and sets its mode.
        }
    }

    public override object ToTimestamp(DateTime time) => time.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    public override DateTime ReadTimestamp(DbDataReader reader, int column) =>
        DateTime.Parse(reader.GetString(column), CultureInfo.InvariantCulture);

    /// <summary>Nothing: a lock was already waited for.</summary>
    public override bool IsTransient(DbException e) => false;

    public override StudyStorageException Explain(DbException e) =>
        e is SqliteException sqlite
            ? new StudyStorageException(Sqlite.Translated(path, sqlite).Message, e)
            : new StudyStorageException($"The study file {path} refuses: {e.Message}", e);
}
