using Ploutos.Storage;

namespace Ploutos.Research.Trials;

/// <summary>The tables of <c>data/ledger.db</c>: rows can be added and never changed.</summary>
internal static class TrialTables
{
    // Version 2: where the chains of signals and outcomes ended when they were last written.
    private const string Heads = """
        CREATE TABLE heads (
            chain TEXT PRIMARY KEY,
            count INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        """;

    private const string Trials = """
        CREATE TABLE trials (
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
        CREATE TRIGGER trials_are_not_changed BEFORE UPDATE ON trials
            BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END;
        CREATE TRIGGER trials_are_not_removed BEFORE DELETE ON trials
            BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END;
        """;

    /// <summary>The newest tables. Earlier programs wrote version 1 without a mark.</summary>
    public static VersionedSchema Schema { get; } =
        new(
            0x504C5452, // "PLTR"
            "a ledger of trials",
            Trials + Heads,
            Heads
        )
        {
            UnmarkedTable = "trials",
        };
}
