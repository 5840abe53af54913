using Ploutos.Storage;

namespace Ploutos.Signals.Ledger;

/// <summary>The tables of <c>data/signals.db</c>. Every one is append-only: triggers refuse to
/// change or remove a row.</summary>
internal static class LedgerSchema
{
    /// <summary>"Plos" in ASCII: Ploutos, signals.</summary>
    public const int ApplicationId = 0x506C6F73;

    // A record is its text (JSON), in which a double keeps every bit; what is searched for is taken
    // out of that text by SQLite itself, so that the two can't differ.
    private const string FirstTables = """
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

    // Version 2: predict writes here, too. A text that names no kind is the daily run's, as all were
    // before. signals_once is what makes it impossible that the daily run signals a day twice; predict may
    // be asked often. A record that was taken in from logs/predictions.jsonl names its line's hash.
    private const string KindsAndIntakes = """
        ALTER TABLE signals ADD COLUMN kind TEXT
            GENERATED ALWAYS AS (coalesce(body ->> '$.kind', 'daily')) VIRTUAL;
        ALTER TABLE signals ADD COLUMN log_hash TEXT GENERATED ALWAYS AS (body ->> '$.log_hash') VIRTUAL;
        DROP INDEX signals_once;
        CREATE UNIQUE INDEX signals_once ON signals (ticker, as_of) WHERE kind = 'daily';
        CREATE INDEX signals_ticker ON signals (ticker, as_of);
        CREATE UNIQUE INDEX signals_taken_once ON signals (log_hash) WHERE log_hash IS NOT NULL;
        CREATE TABLE intakes (
            seq INTEGER PRIMARY KEY,
            file TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            lines INTEGER NOT NULL,
            taken INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        """;

    // Version 3: the daily run's risk forecasts and what became of them.
    private const string RiskTables = """
        CREATE TABLE risk_forecasts (
            seq INTEGER PRIMARY KEY,
            body TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL,
            ticker TEXT GENERATED ALWAYS AS (body ->> '$.ticker') VIRTUAL,
            as_of TEXT GENERATED ALWAYS AS (body ->> '$.as_of') VIRTUAL
        ) STRICT;
        CREATE UNIQUE INDEX risk_forecasts_once ON risk_forecasts (ticker, as_of);
        CREATE INDEX risk_forecasts_day ON risk_forecasts (as_of);
        CREATE TABLE risk_outcomes (
            seq INTEGER PRIMARY KEY,
            body TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL,
            ticker TEXT GENERATED ALWAYS AS (body ->> '$.ticker') VIRTUAL,
            as_of TEXT GENERATED ALWAYS AS (body ->> '$.as_of') VIRTUAL
        ) STRICT;
        CREATE UNIQUE INDEX risk_outcomes_once ON risk_outcomes (ticker, as_of);
        """;

    private static readonly string[] FirstNames = ["signals", "outcomes", "events", "deliveries", "asked"],
        Verbs = ["UPDATE", "DELETE"];

    private static readonly string Migration = KindsAndIntakes + Guard("intakes");

    private static readonly string RiskMigration =
        RiskTables + Guard(RiskLedger.Forecasts) + Guard(RiskLedger.Outcomes);

    private static readonly string First = FirstTables + string.Concat(FirstNames.Select(Guard));

    /// <summary>The tables, and the way to them from version 1.</summary>
    public static VersionedSchema Schema { get; } =
        new(ApplicationId, "Ploutos's store of signals", First + Migration + RiskMigration, Migration, RiskMigration);

    /// <summary>The tables of version 1, for tests of the way from there.</summary>
    internal static VersionedSchema Version1 { get; } = new(ApplicationId, "Ploutos's store of signals", First);

    /// <summary>The tables of version 2, for the same.</summary>
    internal static VersionedSchema Version2 { get; } =
        new(ApplicationId, "Ploutos's store of signals", First + Migration, Migration);

    private static string Guard(string table) =>
        string.Concat(
            Verbs.Select(verb =>
                $"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is"
                + $" append-only'); END;\n"
            )
        );
}
