using System.Text.Json;
using Ploutos.Research.Trials;
using Ploutos.Signals.Daily;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Ledger;

/// <summary>
/// <c>data/signals.db</c>, the one record of signals: what the daily run said of each ticker on each
/// day and what predictions said when they were asked for, chained by hash and never changed; what
/// became of the daily run's, in a chain of its own; and the journal of the runs. Processes write in
/// turn, any number read. One instance is for one thread at a time.</summary>
public sealed class SignalStore : IDisposable
{
    private readonly WorkspaceFolder _workspace;

    private SignalStore(WorkspaceFolder workspace, SqliteFile file) => (_workspace, File) = (workspace, file);

    /// <summary>The file.</summary>
    public string Path => File.Path;

    /// <summary>Where a workspace keeps it.</summary>
    public static string PathOf(WorkspaceFolder workspace) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(workspace.StorePath)!, "signals.db");

    /// <summary>Opens the store, and makes it where there is none. One of an earlier version is
    /// copied beside itself and brought up to date.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public static SignalStore Open(WorkspaceFolder workspace) =>
        new(workspace, SqliteFile.Open(PathOf(workspace), LedgerSchema.Schema));

    /// <summary>Opens the store without changing a byte of it; there must be one, of this
    /// version.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public static SignalStore OpenToRead(WorkspaceFolder workspace) =>
        new(workspace, SqliteFile.OpenToRead(PathOf(workspace), LedgerSchema.Schema));

    /// <summary>The open file, for the readers of this folder.</summary>
    internal SqliteFile File { get; }

    /// <summary>Adds records to the chain, and risk forecasts to theirs, all or none.</summary>
    /// <exception cref="StorageException">The daily run's record of a ticker's day is there already,
    /// or the disk is full.</exception>
    public IReadOnlyList<StoredSignal> Append(
        IReadOnlyList<SignalRecord> records,
        IReadOnlyList<RiskForecastRecord>? risks = null
    )
    {
        IReadOnlyList<StoredSignal> stored = File.Transact(() =>
        {
            LinkAll(
                RiskLedger.Forecasts,
                (risks ?? []).Select(r => JsonSerializer.Serialize(r, LedgerJson.Default.RiskForecastRecord))
            );
            return AppendHere(records);
        });
        if (records.Count > 0)
            KeepHead("signals", records[^1].MadeAt, records[^1].AsOf);
        if (risks is { Count: > 0 })
            KeepHead(RiskLedger.Forecasts, risks[^1].MadeAt, risks[^1].AsOf);
        return stored;
    }

    /// <summary>The same within a transaction that is open.</summary>
    internal IReadOnlyList<StoredSignal> AppendHere(IReadOnlyList<SignalRecord> records)
    {
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

        return stored;
    }

    /// <summary>Adds outcomes to their chain, all or none.</summary>
    public void Append(IReadOnlyList<SignalOutcome> outcomes)
    {
        File.Transact(() =>
        {
            (long seq, string previous) = Head("outcomes");
            foreach (SignalOutcome outcome in outcomes)
                previous = Link(
                    "outcomes",
                    ++seq,
                    previous,
                    JsonSerializer.Serialize(outcome, LedgerJson.Default.SignalOutcome)
                );
        });
        if (outcomes.Count > 0)
            KeepHead("outcomes", outcomes[^1].ScoredAt, outcomes[^1].AsOf);
    }

    /// <summary>Writes an entry of the journal.</summary>
    /// <param name="kind">run, retraining or drift.</param>
    /// <param name="at">When.</param>
    /// <param name="day">The trading day it is about.</param>
    /// <param name="body">Its text.</param>
    public void Note(string kind, DateTimeOffset at, DateOnly day, string body) =>
        File.Execute(
            "INSERT INTO events (kind, at, day, body) VALUES ($kind, $at, $day, $body)",
            ("$kind", kind),
            ("$at", at.ToUnixTimeMilliseconds()),
            ("$day", LedgerDay.Text(day)),
            ("$body", body)
        );

    /// <summary>The newest entry of a kind: its day and text, or null.</summary>
    public (DateOnly Day, string Body)? LastNote(string kind) =>
        File.Query<(DateOnly, string)?>(
                "SELECT day, body FROM events WHERE kind = $kind ORDER BY seq DESC LIMIT 1",
                row => (LedgerDay.Parse(row.GetString(0)), row.GetString(1)),
                ("$kind", kind)
            )
            .SingleOrDefault();

    /// <summary>The texts of a kind's entries since a moment, the oldest first.</summary>
    public IReadOnlyList<string> Notes(string kind, DateTimeOffset since) =>
        File.Query(
            "SELECT body FROM events WHERE kind = $kind AND at >= $since ORDER BY seq",
            row => row.GetString(0),
            ("$kind", kind),
            ("$since", since.ToUnixTimeMilliseconds())
        );

    /// <summary>The newest day of each ticker that the daily run signalled.</summary>
    public IReadOnlyDictionary<string, DateOnly> LastDays() =>
        Days("SELECT ticker, MAX(as_of) FROM signals WHERE kind = 'daily' GROUP BY ticker");

    /// <summary>Remembers when a ticker's day was first asked for without an answer; returns that
    /// moment.</summary>
    public DateTimeOffset FirstAsked(string ticker, DateOnly day, DateTimeOffset now)
    {
        (string, object?)[] key = [("$ticker", ticker), ("$day", LedgerDay.Text(day))];
        File.Execute(
            "INSERT INTO asked (ticker, day, first_at) VALUES ($ticker, $day, $at) ON CONFLICT DO NOTHING",
            [.. key, ("$at", now.ToUnixTimeMilliseconds())]
        );
        return DateTimeOffset.FromUnixTimeMilliseconds(
            File.Query("SELECT first_at FROM asked WHERE ticker = $ticker AND day = $day", r => r.GetInt64(0), key)
                .Single()
        );
    }

    /// <summary>The first day that each ticker was asked for without an answer.</summary>
    public IReadOnlyDictionary<string, DateOnly> FirstAskedDays() =>
        Days("SELECT ticker, MIN(day) FROM asked GROUP BY ticker");

    /// <summary>Up to which signal an observer was served, or null where it is new.</summary>
    public long? Delivered(string observer) =>
        File.Query<long?>(
                "SELECT MAX(seq) FROM deliveries WHERE observer = $observer",
                row => row.IsDBNull(0) ? null : row.GetInt64(0),
                ("$observer", observer)
            )
            .Single();

    /// <summary>Remembers that an observer was served up to a signal.</summary>
    public void Deliver(string observer, long seq) =>
        File.Execute(
            "INSERT INTO deliveries (observer, seq) VALUES ($observer, $seq) ON CONFLICT DO NOTHING",
            ("$observer", observer),
            ("$seq", seq)
        );

    /// <summary>The place of the newest signal; 0 where there is none.</summary>
    public long LastSequence() => Head("signals").Sequence;

    /// <summary>The hash of the newest signal: whoever notes it elsewhere can tell later that
    /// nothing before it was changed.</summary>
    public string HeadHash() => Head("signals").Hash;

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    /// <summary>Where the chains end.</summary>
    public IReadOnlyList<ChainHead> Heads() =>
        [
            HeadOf("outcomes"),
            .. new[] { HeadOf(RiskLedger.Forecasts), HeadOf(RiskLedger.Outcomes) }.Where(h => h.Count > 0),
            HeadOf("signals"),
        ];

    /// <summary>Whether a head of the chains was ever kept in the ledger of trials.</summary>
    internal bool KeepsHeads => LastNote(HeadsKept) is not null;

    private const string HeadsKept = "heads";

    /// <summary>Keeps where a chain ends in the ledger of trials and in a file, and notes here that it
    /// does. What was appended stands whatever becomes of that: the next append keeps the next
    /// head.</summary>
    internal void KeepHead(string table, DateTimeOffset at, DateOnly day)
    {
        try
        {
            ChainHead head = HeadOf(table);
            new ChainHeads(_workspace).Write(head);
            new HeadsFile(_workspace).Write(head);
            if (!KeepsHeads)
                Note(HeadsKept, at, day, "\"data/ledger.db\"");
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            // A ledger of trials that can't be used is an error of whoever counts trials; a damaged file
            // is one that the verification finds.
        }
    }

    private ChainHead HeadOf(string table)
    {
        (long count, string hash) = Head(table);
        return new(table, count, hash);
    }

    private Dictionary<string, DateOnly> Days(string sql)
    {
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        File.ForEach(sql, row => days.Add(row.GetString(0), LedgerDay.Parse(row.GetString(1))));
        return days;
    }

    private (long Sequence, string Hash) Head(string table) =>
        File.Query(
                $"SELECT seq, hash FROM {table} ORDER BY seq DESC LIMIT 1",
                row => (row.GetInt64(0), row.GetString(1))
            )
            .Append((0, ChainHash.Beginning))
            .First();

    /// <summary>Links texts to the end of a chain, within a transaction that is open.</summary>
    internal void LinkAll(string table, IEnumerable<string> bodies)
    {
        (long seq, string previous) = Head(table);
        foreach (string body in bodies)
            previous = Link(table, ++seq, previous, body);
    }

    private string Link(string table, long seq, string previous, string body)
    {
        string hash = ChainHash.Of(previous, body);
        File.Execute(
            $"INSERT INTO {table} (seq, body, previous, hash) VALUES ($seq, $body, $previous, $hash)",
            ("$seq", seq),
            ("$body", body),
            ("$previous", previous),
            ("$hash", hash)
        );
        return hash;
    }
}
