using Microsoft.Data.Sqlite;

namespace Ploutos.Storage;

/// <summary>Opens SQLite files, and turns SQLite's errors into a <see cref="StorageException"/>. No
/// other place opens one or knows its result codes.</summary>
public static class Sqlite
{
    /// <summary>How long a file that another process writes is waited for.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    // SQLite's result codes, https://sqlite.org/rescode.html
    private const int Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Corrupt = 11,
        Full = 13,
        CantOpen = 14,
        NotADatabase = 26;

    /// <summary>Opens a file without a pool, so that a closed connection holds no file open.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="mode">Whether it may be written or made.</param>
    /// <param name="pragmas">SQL to run first; null for none.</param>
    /// <param name="busyTimeout">How long another process's lock is waited for.</param>
    /// <exception cref="SqliteException">It cannot be opened; see <see cref="Translate{T}"/>.</exception>
    public static SqliteConnection Open(
        string path,
        SqliteOpenMode mode,
        string? pragmas = null,
        TimeSpan? busyTimeout = null
    )
    {
        SQLitePCL.Batteries_V2.Init();
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling((busyTimeout ?? BusyTimeout).TotalSeconds),
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            if (pragmas is not null)
                Execute(connection, pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file to read it. A file in write-ahead mode needs a file beside it even to be
    /// read. Where nothing waits in its journal it is taken as one that nobody changes, which needs
    /// none. Where something does, but that file is not there and can't be made, as in a copy on
    /// read-only media, a copy in memory is read.</summary>
    public static SqliteConnection OpenToRead(string path)
    {
        string full = Path.GetFullPath(path);
        if (new FileInfo(full + "-wal") is not { Exists: true, Length: > 0 })
            return Open(new Uri(full).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
        try
        {
            return Open(full, SqliteOpenMode.ReadOnly, "PRAGMA schema_version;");
        }
        catch (SqliteException e)
            when (e.SqliteErrorCode is (ReadOnly or CantOpen or InputOutput) && !File.Exists(full + "-shm"))
        {
            return OpenInMemory(full);
        }
    }

    /// <summary>Whether a file can't be written through a connection: it lies on read-only media, or is
    /// a copy in memory of one that does.</summary>
    public static bool IsReadOnly(SqliteConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") == 1 || connection.DataSource == ":memory:";
    }

    /// <summary>A database with what waits in its journal, in memory. Nobody may write to it meanwhile.</summary>
    internal static SqliteConnection OpenInMemory(string path)
    {
        string folder = Directory.CreateTempSubdirectory("ploutos-").FullName;
        var memory = new SqliteConnection("Data Source=:memory:;Pooling=False");
        try
        {
            string copied = Path.Combine(folder, "copy.db");
            foreach (string journal in (string[])["", "-wal"])
                File.Copy(path + journal, copied + journal);
            using SqliteConnection copy = Open(copied, SqliteOpenMode.ReadWrite, "PRAGMA journal_mode = DELETE;");
            memory.Open();
            copy.BackupDatabase(memory);
            Execute(memory, "PRAGMA query_only = ON;");
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
        finally
        {
            Leftovers.Discard(folder);
        }
    }

    /// <summary>Opens a file to read and write it, and makes it where there is none. One that is
    /// there and can't be written, as on read-only media or a full disk, is opened to be read.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="pragmas">SQL to run first, which must touch the file.</param>
    /// <exception cref="SqliteException">It cannot be opened; see <see cref="Translate{T}"/>.</exception>
    public static SqliteConnection OpenOrRead(string path, string pragmas)
    {
        bool there = new FileInfo(path) is { Exists: true, Length: > 0 };
        try
        {
            return Open(path, SqliteOpenMode.ReadWriteCreate, pragmas);
        }
        catch (SqliteException e) when (there && e.SqliteErrorCode is (ReadOnly or CantOpen or Full or InputOutput))
        {
            return OpenToRead(path);
        }
    }

    /// <summary>Runs SQL that returns nothing.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    /// <summary>A command with its parameters; null is SQL's NULL.</summary>
    public static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    /// <summary>Runs work on a file; an error of SQLite leaves it as a <see cref="StorageException"/>
    /// that names the file and what to do.</summary>
    public static T Translate<T>(string path, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Translated(path, e);
        }
    }

    /// <summary>The same for the bytes of a file whose content is checked while it is read: what the
    /// code that wrote it could not have written is damage.</summary>
    public static T TranslateContent<T>(string path, Func<T> work)
    {
        try
        {
            return Translate(path, work);
        }
        catch (Exception e)
            when (e
                    is ArgumentException
                        or FormatException
                        or InvalidCastException
                        or OverflowException
                        or InvalidDataException
                        or EndOfStreamException
            )
        {
            throw Damaged(path, e.Message, e);
        }
    }

    /// <summary>The error for a file whose content makes no sense.</summary>
    public static StorageException Damaged(string path, string how, Exception? inner = null) =>
        new(
            StorageFault.Damaged,
            $"{path} is damaged or is no SQLite database ({how}). Move it away, and restore a backup. A store"
                + $" of bars can also be made again: fetch or import again.",
            inner
        );

    /// <summary>Whether another connection holds the file.</summary>
    public static bool IsBusy(SqliteException e) => e?.SqliteErrorCode is Busy or Locked;

    /// <summary>The message for one of SQLite's errors. What a full disk does not let be opened for
    /// writing is told as that.</summary>
    public static StorageException Translated(string path, SqliteException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.SqliteErrorCode switch
        {
            Corrupt or NotADatabase => Damaged(path, e.Message, e),
            Full or ReadOnly or CantOpen when e.SqliteErrorCode == Full || DiskFull.Of(path) => new(
                StorageFault.Full,
                $"{path}: the disk is full. The last record was not stored, everything before it is unchanged. Free"
                    + $" some space and try again.",
                e
            ),
            ReadOnly or CantOpen => new(
                StorageFault.ReadOnly,
                $"{path} can't be opened for writing. Check that the folder exists and belongs to you, or use another"
                    + $" workspace.",
                e
            ),
            Busy or Locked => new(
                StorageFault.Busy,
                $"{path} is in use by another process for more than {BusyTimeout.TotalSeconds:0} s. Wait until it is"
                    + $" done, and try again.",
                e
            ),
            InputOutput => new(
                StorageFault.Failed,
                $"{path} can't be read or written ({e.Message}). What was stored before is unchanged. Check the disk.",
                e
            ),
            _ => new(
                StorageFault.Failed,
                $"{path} can't be read or written: {e.Message}. What was stored before is unchanged.",
                e
            ),
        };
    }
}
