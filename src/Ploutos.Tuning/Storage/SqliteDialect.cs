using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ploutos.Tuning.Storage;

/// <summary>A file shared by the processes of one machine.</summary>
internal sealed class SqliteDialect(string path, StorageOptions options) : Dialect
{
    private const string TimestampFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    // Primary result codes of sqlite3.h.
    private const int Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Corrupt = 11,
        Full = 13,
        CannotOpen = 14,
        NotADatabase = 26;

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
        SqliteConnection connection = new(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                DefaultTimeout = 1,
            }.ConnectionString
        );
        try
        {
            connection.Open();
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
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
        {
            // Another worker is making the same file and sets its mode.
        }
    }

    public override object ToTimestamp(DateTime time) => time.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    public override DateTime ReadTimestamp(DbDataReader reader, int column) =>
        DateTime.Parse(reader.GetString(column), CultureInfo.InvariantCulture);

    /// <summary>Nothing: a lock was already waited for.</summary>
    public override bool IsTransient(DbException e) => false;

    public override StudyStorageException Explain(DbException e)
    {
        string text = (e as SqliteException)?.SqliteErrorCode switch
        {
            Busy or Locked =>
                $"The study file {path} was locked by another process for more than {options.Patience.TotalSeconds:0}"
                    + $" s. End that process, or use PostgreSQL for many workers.",
            ReadOnly =>
                $"The study file {path} must be writable, but it or its folder is read-only. Change the permissions,"
                    + $" or use another path.",
            Corrupt or NotADatabase =>
                $"The study file {path} is damaged or is no SQLite database ({e.Message}). Restore it from a copy, or"
                    + $" move it away to start a new one.",
            Full or InputOutput =>
                $"The study file {path} cannot grow: the disk is full or failing ({e.Message}). Free some space and"
                    + $" start again; finished trials are kept.",
            CannotOpen =>
                $"The study file {path} cannot be opened. Check that it is a file and that its folder can be written"
                    + $" to.",
            _ => $"The study file {path} refuses: {e.Message}",
        };
        return new StudyStorageException(text, e);
    }
}
