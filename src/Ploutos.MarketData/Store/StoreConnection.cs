using Microsoft.Data.Sqlite;
using Ploutos.Storage;

namespace Ploutos.MarketData.Store;

/// <summary>How the database of bars is opened.</summary>
internal static class StoreConnection
{
    // page_size: blobs of some 40 to 250 KB lie in few overflow pages; it takes effect in a new
    // file only. WAL: readers go on while one process writes, and a killed writer leaves the last
    // whole transaction. synchronous FULL: a commit that was reported survives a power cut as well;
    // one fsync a ticker is cheap. cache_size: 0.5 MB a connection instead of 2; a series is read once
    // and kept by whoever needs it, and a server holds several connections.
    private const string Pragmas =
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        + " PRAGMA temp_store = MEMORY; PRAGMA cache_size = -500;";

    public static SqliteConnection Open(string path) => Sqlite.OpenOrRead(path, Pragmas);

    /// <summary>Runs work on the file; an error of SQLite or damaged bytes leave it as a
    /// <see cref="MarketDataException"/>.</summary>
    public static T Translate<T>(string path, Func<T> work)
    {
        try
        {
            return Sqlite.TranslateContent(path, work);
        }
        catch (StorageException e)
        {
            throw new MarketDataException(e.Message, e);
        }
    }
}
