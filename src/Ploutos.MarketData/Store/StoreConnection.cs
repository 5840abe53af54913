using Microsoft.Data.Sqlite;

namespace Ploutos.MarketData.Store;

/// <summary>Opens the database file and turns SQLite's faults into messages that a user can
/// act on.</summary>
internal static class StoreConnection
{
    private const int BusySeconds = 30;

    // SQLite's result codes, https://sqlite.org/rescode.html
    private const int Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Corrupt = 11,
        Full = 13,
        CantOpen = 14,
        NotADatabase = 26;

    public static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false, // a store that was closed holds no file open
            DefaultTimeout = BusySeconds,
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            // page_size: blobs of some 40 to 250 KB lie in few overflow pages; it takes effect in a
            // new file only. WAL: readers go on while one process writes, and a killed writer
            // leaves the last whole transaction. synchronous FULL: a commit that was reported
            // survives a power cut as well; one fsync a ticker is cheap.
            StoreSchema.Execute(
                connection,
                "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys ="
                    + " ON; PRAGMA temp_store = MEMORY;"
            );
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/>; a fault of SQLite leaves it as a message.</summary>
    public static T Translate<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new MarketDataException(Message(path, e), e);
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
            // What the file holds makes no sense to the code that wrote it: bytes were changed since.
            throw new MarketDataException(Damaged(path, e.Message), e);
        }
    }

    private static string Damaged(string path, string how) =>
        $"{path} is damaged or is no SQLite database ({how}). Move it away and fetch or import again, or restore a"
        + $" copy.";

    private static string Message(string path, SqliteException e) =>
        e.SqliteErrorCode switch
        {
            Corrupt or NotADatabase => Damaged(path, e.Message),
            Full =>
                $"{path}: the disk is full. Nothing of the last ticker was stored, everything before it is as it was."
                    + $" Free some space and run the command again.",
            ReadOnly or CantOpen =>
                $"{path} can't be opened for writing. Check that the folder exists and belongs to you, or name another"
                    + $" workspace with --workspace.",
            Busy or Locked =>
                $"{path} is in use by another process for more than {BusySeconds} s. Wait until it is done, and run"
                    + $" the command again.",
            InputOutput => $"{path} can't be read or written ({e.Message}). Check the disk.",
            _ => $"{path}: the store failed: {e.Message}",
        };
}
