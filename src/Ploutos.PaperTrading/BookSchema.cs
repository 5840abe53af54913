using Ploutos.Storage;

namespace Ploutos.PaperTrading;

/// <summary>The tables of <see cref="Book"/>.</summary>
internal static class BookSchema
{
    /// <summary>Tables of the book, and the mark by which its file is known.</summary>
    public static VersionedSchema Current { get; } =
        new(
            0x506C6F62,
            "a paper trading book of Ploutos",
            """
            CREATE TABLE book (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                broker TEXT NOT NULL,
                account TEXT NOT NULL,
                opened_on INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE target (
                ticker TEXT PRIMARY KEY,
                day INTEGER NOT NULL,
                target REAL NOT NULL,
                signal TEXT NOT NULL
            ) STRICT;
            CREATE TABLE plan (
                day INTEGER NOT NULL,
                market TEXT NOT NULL,
                closed_at INTEGER NOT NULL,
                cash INTEGER NOT NULL,
                equity INTEGER NOT NULL,
                outcome TEXT NOT NULL,
                detail TEXT NOT NULL,
                notes TEXT NOT NULL,
                PRIMARY KEY (day, market)
            ) STRICT;
            CREATE TABLE paper_order (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                client_id TEXT NOT NULL UNIQUE,
                day INTEGER NOT NULL,
                ticker TEXT NOT NULL,
                shares TEXT NOT NULL,
                state TEXT NOT NULL,
                filled_shares TEXT NOT NULL,
                price TEXT NOT NULL,
                cash INTEGER NOT NULL,
                reason TEXT
            ) STRICT;
            CREATE INDEX paper_order_day ON paper_order (day);
            CREATE TABLE ledger (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                day INTEGER NOT NULL,
                kind TEXT NOT NULL,
                reference TEXT NOT NULL UNIQUE,
                ticker TEXT,
                shares TEXT NOT NULL,
                cash INTEGER NOT NULL,
                detail TEXT NOT NULL
            ) STRICT;
            CREATE TRIGGER ledger_is_kept BEFORE UPDATE ON ledger
                BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
            CREATE TRIGGER ledger_is_whole BEFORE DELETE ON ledger
                BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
            """,
            // Day 719162 is 1970-01-01; New York's close is taken as 21:00 UTC.
            """
            ALTER TABLE plan RENAME TO plan_of_one_market;
            CREATE TABLE plan (
                day INTEGER NOT NULL,
                market TEXT NOT NULL,
                closed_at INTEGER NOT NULL,
                cash INTEGER NOT NULL,
                equity INTEGER NOT NULL,
                outcome TEXT NOT NULL,
                detail TEXT NOT NULL,
                notes TEXT NOT NULL,
                PRIMARY KEY (day, market)
            ) STRICT;
            INSERT INTO plan SELECT day, 'XNYS', (day - 719162) * 86400 + 75600, cash, equity, outcome, detail, notes
                FROM plan_of_one_market;
            DROP TABLE plan_of_one_market;
            """
        );
}
