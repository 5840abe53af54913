using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ploutos.Signals.Daily;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using static Ploutos.Signals.Ledger.LedgerConnection;

namespace Ploutos.Signals.Ledger;

/// <summary>
/// <c>data/signals.db</c>: what was said of each ticker on each day, chained by hash and never
/// changed; what became of it, in a chain of its own; and the journal of the runs. One process
/// writes (the daily run), any number read. One instance is for one thread at a time.</summary>
public sealed class SignalStore : IDisposable
{
    private readonly SqliteConnection _connection;

    private SignalStore(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Where a workspace keeps it.</summary>
    public static string PathOf(WorkspaceFolder workspace) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(workspace.StorePath)!, "signals.db");

    /// <summary>Opens the store, and makes it where there is none.</summary>
    public static SignalStore Open(WorkspaceFolder workspace)
    {
        string path = PathOf(workspace);
        return Translate(path, () => new SignalStore(path, LedgerConnection.Open(path)));
    }

    /// <summary>The connection, for the readers of this folder.</summary>
    internal SqliteConnection Connection => _connection;

    /// <summary>Adds records to the chain, all or none.</summary>
    /// <exception cref="IOException">A ticker's day is there already, or the disk is full.</exception>
    public IReadOnlyList<StoredSignal> Append(IReadOnlyList<SignalRecord> records) =>
        Translate(
            Path,
            () =>
            {
                using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
                (long seq, string previous) = Head("signals");
                var stored = new List<StoredSignal>(records.Count);
                foreach (SignalRecord record in records)
                {
                    previous = Link(
                        "signals",
                        ++seq,
                        previous,
                        JsonSerializer.Serialize(record, LedgerJson.Default.SignalRecord)
                    );
                    stored.Add(new(seq, previous, record, []));
                }

                transaction.Commit();
                return (IReadOnlyList<StoredSignal>)stored;
            }
        );

    /// <summary>Adds outcomes to their chain, all or none.</summary>
    public void Append(IReadOnlyList<SignalOutcome> outcomes) =>
        Translate(
            Path,
            () =>
            {
                using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
                (long seq, string previous) = Head("outcomes");
                foreach (SignalOutcome outcome in outcomes)
                    previous = Link(
                        "outcomes",
                        ++seq,
                        previous,
                        JsonSerializer.Serialize(outcome, LedgerJson.Default.SignalOutcome)
                    );
                transaction.Commit();
                return true;
            }
        );

    /// <summary>Writes an entry of the journal.</summary>
    /// <param name="kind">run, retraining or drift.</param>
    /// <param name="at">When.</param>
    /// <param name="day">The trading day it is about.</param>
    /// <param name="body">Its text.</param>
    public void Note(string kind, DateTimeOffset at, DateOnly day, string body) =>
        Run(
            "INSERT INTO events (kind, at, day, body) VALUES ($kind, $at, $day, $body)",
            ("$kind", kind),
            ("$at", at.ToUnixTimeMilliseconds()),
            ("$day", Text(day)),
            ("$body", body)
        );

    /// <summary>The newest entry of a kind: its day and text, or null.</summary>
    public (DateOnly Day, string Body)? LastNote(string kind) =>
        Translate(
            Path,
            () =>
            {
                using SqliteCommand command = Command(
                    _connection,
                    "SELECT day, body FROM events WHERE kind = $kind ORDER BY seq DESC LIMIT 1",
                    ("$kind", kind)
                );
                using SqliteDataReader row = command.ExecuteReader();
                return row.Read() ? (Day(row.GetString(0)), row.GetString(1)) : ((DateOnly, string)?)null;
            }
        );

    /// <summary>The texts of a kind's entries since a moment, the oldest first.</summary>
    public IReadOnlyList<string> Notes(string kind, DateTimeOffset since) =>
        Translate(
            Path,
            () =>
            {
                using SqliteCommand command = Command(
                    _connection,
                    "SELECT body FROM events WHERE kind = $kind AND at >= $since ORDER BY seq",
                    ("$kind", kind),
                    ("$since", since.ToUnixTimeMilliseconds())
                );
                using SqliteDataReader row = command.ExecuteReader();
                var bodies = new List<string>();
                while (row.Read())
                    bodies.Add(row.GetString(0));
                return bodies;
            }
        );

    /// <summary>The newest day of each ticker.</summary>
    public IReadOnlyDictionary<string, DateOnly> LastDays() =>
        Translate(
            Path,
            () =>
            {
                using SqliteCommand command = Command(
                    _connection,
                    "SELECT ticker, MAX(as_of) FROM signals GROUP BY ticker"
                );
                using SqliteDataReader row = command.ExecuteReader();
                var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
                while (row.Read())
                    days.Add(row.GetString(0), Day(row.GetString(1)));
                return days;
            }
        );

    /// <summary>Remembers when a ticker's day was first asked for in vain; returns that moment.</summary>
    public DateTimeOffset FirstAsked(string ticker, DateOnly day, DateTimeOffset now) =>
        Translate(
            Path,
            () =>
            {
                using SqliteCommand command = Command(
                    _connection,
                    "INSERT INTO asked (ticker, day, first_at) VALUES ($ticker, $day, $at) ON CONFLICT DO NOTHING; "
                        + "SELECT first_at FROM asked WHERE ticker = $ticker AND day = $day",
                    ("$ticker", ticker),
                    ("$day", Text(day)),
                    ("$at", now.ToUnixTimeMilliseconds())
                );
                return DateTimeOffset.FromUnixTimeMilliseconds((long)command.ExecuteScalar()!);
            }
        );

    /// <summary>The first day that each ticker was asked for in vain.</summary>
    public IReadOnlyDictionary<string, DateOnly> FirstAskedDays() =>
        Translate(
            Path,
            () =>
            {
                using SqliteCommand command = Command(
                    _connection,
                    "SELECT ticker, MIN(day) FROM asked GROUP BY ticker"
                );
                using SqliteDataReader row = command.ExecuteReader();
                var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
                while (row.Read())
                    days.Add(row.GetString(0), Day(row.GetString(1)));
                return days;
            }
        );

    /// <summary>How far an observer was told, or null where it is new.</summary>
    public long? Delivered(string observer) =>
        Translate(
            Path,
            () =>
            {
                using SqliteCommand command = Command(
                    _connection,
                    "SELECT MAX(seq) FROM deliveries WHERE observer = $observer",
                    ("$observer", observer)
                );
                return command.ExecuteScalar() as long?;
            }
        );

    /// <summary>Remembers that an observer was told up to a signal.</summary>
    public void Deliver(string observer, long seq) =>
        Run(
            "INSERT INTO deliveries (observer, seq) VALUES ($observer, $seq) ON CONFLICT DO NOTHING",
            ("$observer", observer),
            ("$seq", seq)
        );

    /// <summary>The place of the newest signal; 0 where there is none.</summary>
    public long LastSequence() => Translate(Path, () => Head("signals").Sequence);

    /// <summary>The hash of the newest signal: whoever notes it elsewhere can tell later that
    /// nothing before it was changed.</summary>
    public string HeadHash() => Translate(Path, () => Head("signals").Hash);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private (long Sequence, string Hash) Head(string table)
    {
        using SqliteCommand command = Command(_connection, $"SELECT seq, hash FROM {table} ORDER BY seq DESC LIMIT 1");
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetString(1)) : (0, ChainHash.Beginning);
    }

    private string Link(string table, long seq, string previous, string body)
    {
        string hash = ChainHash.Of(previous, body);
        using SqliteCommand command = Command(
            _connection,
            $"INSERT INTO {table} (seq, body, previous, hash) VALUES ($seq, $body, $previous, $hash)",
            ("$seq", seq),
            ("$body", body),
            ("$previous", previous),
            ("$hash", hash)
        );
        command.ExecuteNonQuery();
        return hash;
    }

    private void Run(string sql, params (string, object?)[] parameters) =>
        Translate(
            Path,
            () =>
            {
                using SqliteCommand command = Command(_connection, sql, parameters);
                return command.ExecuteNonQuery();
            }
        );
}
