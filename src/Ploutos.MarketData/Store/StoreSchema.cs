using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Ploutos.Storage;

namespace Ploutos.MarketData.Store;

/// <summary>The tables of <c>ploutos.db</c>, and the marks by which the file is known as ours and
/// of which version.</summary>
internal static class StoreSchema
{
    /// <summary>"Plou" in ASCII, so that <c>file</c> and this program know whose database it is.</summary>
    public const int ApplicationId = 0x506C6F75;

    // Bars lie in columns (BarCodec), one blob for up to 512 rows: a ticker is read by one index
    // search and a few copies. `piece.kind` 0 is the clean adjusted series, 1 the rows as delivered
    // (raw and adjusted). A new vintage shares the chunks that did not change, so a corrected day
    // costs one chunk and not a copy of the past. Within a vintage rows are only ever added, so
    // what a past fetch saw is its vintage cut after `fetch.rows_after` rows.
    private const string Tables = """
        CREATE TABLE ticker (
            id INTEGER PRIMARY KEY,
            symbol TEXT NOT NULL UNIQUE,
            origin INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE vintage (
            ticker_id INTEGER NOT NULL REFERENCES ticker(id),
            number INTEGER NOT NULL,
            source TEXT NOT NULL,
            location TEXT NOT NULL,
            reason TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            delivered_rows INTEGER NOT NULL,
            first_day INTEGER NOT NULL,
            last_day INTEGER NOT NULL,
            PRIMARY KEY (ticker_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE chunk (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        CREATE TABLE piece (
            ticker_id INTEGER NOT NULL REFERENCES ticker(id),
            vintage INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            first_row INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            chunk_id INTEGER NOT NULL REFERENCES chunk(id),
            PRIMARY KEY (ticker_id, vintage, kind, first_row)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX piece_chunk ON piece (chunk_id);
        CREATE TABLE fetch (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            ticker_id INTEGER NOT NULL REFERENCES ticker(id),
            vintage INTEGER NOT NULL,
            source TEXT NOT NULL,
            location TEXT NOT NULL,
            fetched_at INTEGER NOT NULL,
            asked_from INTEGER,
            rows_after INTEGER NOT NULL,
            delivered_after INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX fetch_ticker ON fetch (ticker_id, id);
        CREATE TABLE finding (
            ticker_id INTEGER NOT NULL REFERENCES ticker(id),
            vintage INTEGER NOT NULL,
            day INTEGER NOT NULL,
            reason TEXT NOT NULL,
            severity INTEGER NOT NULL,
            action INTEGER NOT NULL,
            detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX finding_ticker ON finding (ticker_id, vintage, day);
        CREATE TABLE corporate_action (
            ticker_id INTEGER NOT NULL REFERENCES ticker(id),
            vintage INTEGER NOT NULL,
            day INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            value REAL NOT NULL,
            PRIMARY KEY (ticker_id, vintage, day, kind)
        ) STRICT, WITHOUT ROWID;
        """;

    // Version 2: what is known of a ticker beside its bars. is_set is 0 for what its source reported, 1 for
    // what the user set.
    private const string Instruments = """
        CREATE TABLE instrument (
            ticker_id INTEGER NOT NULL REFERENCES ticker(id),
            is_set INTEGER NOT NULL,
            market TEXT,
            currency TEXT,
            quoted_in TEXT,
            kind INTEGER NOT NULL,
            has_volume INTEGER,
            PRIMARY KEY (ticker_id, is_set)
        ) STRICT, WITHOUT ROWID;
        """;

    // Version 3: the last day of a ticker that ended, and why it did.
    private const string Ends = """
        ALTER TABLE instrument ADD COLUMN ended_on INTEGER;
        ALTER TABLE instrument ADD COLUMN end_reason INTEGER;
        """;

    private const string Name = "a store of Ploutos";

    // Connections to files that have it all. A version takes nothing away, so that they need not be asked
    // again for every ticker.
    private static readonly ConditionalWeakTable<SqliteConnection, object> s_hasAll = [];

    private static readonly VersionedSchema Schema = new(
        ApplicationId,
        Name,
        Tables + Instruments + Ends,
        Instruments,
        Ends
    );

    private static readonly VersionedSchema Version2 = new(ApplicationId, Name, Tables + Instruments, Instruments);

    /// <summary>The tables of version 1, for tests of the way from there.</summary>
    internal static VersionedSchema Version1 { get; } = new(ApplicationId, Name, Tables);

    /// <summary>Makes the tables in an empty file, all at once; in a file that has them, checks
    /// whose and which they are. A file of an earlier version that can only be read stays as it
    /// is.</summary>
    public static void Ensure(SqliteConnection connection, string path)
    {
        long version = Sqlite.IsReadOnly(connection) ? Read(connection, "PRAGMA user_version") : 0;
        (
            version == 1 ? Version1
            : version == 2 ? Version2
            : Schema
        ).Ensure(connection, path);
    }

    /// <summary>Whether the file has the table of instruments, and whether that tells of tickers that
    /// ended.</summary>
    public static (bool HasInstruments, bool HasEnds) InstrumentsOf(SqliteConnection connection)
    {
        if (s_hasAll.TryGetValue(connection, out _))
            return (true, true);
        bool hasInstruments =
                Read(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'instrument'") > 0,
            hasEnds =
                Read(connection, "SELECT COUNT(*) FROM pragma_table_info('instrument') WHERE name = 'ended_on'") > 0;
        if (hasEnds)
            s_hasAll.TryAdd(connection, s_hasAll);
        return (hasInstruments, hasEnds);
    }

    private static long Read(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = StoreReader.Command(connection, sql);
        return (long)command.ExecuteScalar()!;
    }
}
