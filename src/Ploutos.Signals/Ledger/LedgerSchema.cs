using Microsoft.Data.Sqlite;
using Ploutos.Storage;

namespace Ploutos.Signals.Ledger;

/// <summary>The tables of <c>data/signals.db</c>. Every one is append-only: triggers refuse to
/// change or remove a row.</summary>
internal static class LedgerSchema
{
    /// <summary>Raised with every change that an older program could not read.</summary>
    public const int Version = 1;

    /// <summary>"Plos" in ASCII: Ploutos, signals.</summary>
    public const int ApplicationId = 0x506C6F73;

    // A record is its text (JSON); what is searched for is taken out of that text by SQLite itself,
    // so that the two can't differ. signals_once is what makes it impossible to signal a day twice.
    private const string Tables = """
        CREATE TABLE signals (
            seq INTEGER PRIMARY KEY,
            body TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL,
            ticker TEXT GENERATED ALWAYS AS (body ->> '$.ticker') VIRTUAL,
            as_of TEXT GENERATED ALWAYS AS (body ->> '$.as_of') VIRTUAL
        ) STRICT;
        CREATE UNIQUE INDEX signals_once ON signals (ticker, as_of);
        CREATE INDEX signals_day ON signals (as_of);
        CREATE TABLE outcomes (
            seq INTEGER PRIMARY KEY,
            body TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL,
            ticker TEXT GENERATED ALWAYS AS (body ->> '$.ticker') VIRTUAL,
            as_of TEXT GENERATED ALWAYS AS (body ->> '$.as_of') VIRTUAL,
            expert TEXT GENERATED ALWAYS AS (body ->> '$.expert') VIRTUAL
        ) STRICT;
        CREATE UNIQUE INDEX outcomes_once ON outcomes (ticker, as_of, expert);
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            day TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX events_kind ON events (kind, at);
        CREATE TABLE deliveries (
            observer TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (observer, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE asked (
            ticker TEXT NOT NULL,
            day TEXT NOT NULL,
            first_at INTEGER NOT NULL,
            PRIMARY KEY (ticker, day)
        ) STRICT, WITHOUT ROWID;
        """;

    private static readonly string[] Names = ["signals", "outcomes", "events", "deliveries", "asked"],
        Verbs = ["UPDATE", "DELETE"];

    /// <summary>Makes the tables in an empty file, all at once; in a file that has them, checks
    /// whose and which they are.</summary>
    public static void Ensure(SqliteConnection connection, string path)
    {
        if (
            Number(connection, "PRAGMA user_version") == Version
            && Number(connection, "PRAGMA application_id") == ApplicationId
        )
            return; // whoever only reads waits for nobody
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long found = Number(connection, "PRAGMA user_version");
        if (found == 0 && Number(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0)
        {
            string guards = string.Concat(Names.Select(Guard));
            Execute(
                connection,
                $"{Tables}{guards}PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};"
            );
        }
        else if (Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new InvalidDataException(
                $"{path} is an SQLite database, but not Ploutos's store of signals. Move it away. "
                    + "It was not changed."
            );
        }
        else if (found > Version)
        {
            throw new InvalidDataException(
                $"{path} was written by a newer Ploutos: its version is {found}, "
                    + $"this program knows versions up to {Version}. Update Ploutos. The file was not changed."
            );
        }

        transaction.Commit();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Guard(string table) =>
        string.Concat(
            Verbs.Select(verb =>
                $"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is"
                + $" append-only'); END;\n"
            )
        );

    private static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
