using System.Globalization;
using Microsoft.Data.Sqlite;
using Ploutos.Storage;

namespace Ploutos.Signals.Ledger;

/// <summary>Opens the store of signals and turns SQLite's faults into messages that a user can
/// act on.</summary>
internal static class LedgerConnection
{
    // SQLite's result codes, https://sqlite.org/rescode.html
    private const int Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        Corrupt = 11,
        Full = 13,
        CantOpen = 14,
        NotADatabase = 26;

    public static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 30,
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            // WAL: pages are read while a run writes. FULL: a signal that was told is on the disk.
            LedgerSchema.Execute(
                connection,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;"
            );
            LedgerSchema.Ensure(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs work; a fault of SQLite leaves it as an <see cref="IOException"/> with a
    /// message, a damaged file as <see cref="InvalidDataException"/>.</summary>
    public static T Translate<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new InvalidDataException(
                $"{path} is damaged ({e.Message}). Move it away, or restore a copy: ploutos restore.",
                e
            );
        }
        catch (SqliteException e)
        {
            throw new IOException(
                e.SqliteErrorCode switch
                {
                    Full =>
                        $"{path}: the disk is full. Nothing of the last record was stored, everything before it is as"
                            + $" it was. "
                            + "Free some space.",
                    ReadOnly or CantOpen =>
                        $"{path} can't be opened for writing. Check that the folder belongs to you.",
                    Busy or Locked => $"{path} is in use by another process for more than 30 s.",
                    _ => $"{path}: the store of signals failed: {e.Message}",
                },
                e
            );
        }
    }

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

    /// <summary>A day as the records write it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day as the records write it.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
