using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Predict;
using Ploutos.Storage;
using Ploutos.Workspace;
using static Ploutos.Signals.Ledger.LedgerConnection;

namespace Ploutos.Signals.Ledger;

/// <summary>Checks the chains link by link, and what the records claim. A signal was fixed before
/// its outcome could be known where it was made before the close of the next trading day, at which
/// the shortest horizon ends; one that was made later must say that it is late. No signal may have
/// been made before the close of the day whose bar it used, and no outcome scored before its signal
/// was made.</summary>
public sealed class ChainVerification(WorkspaceFolder workspace)
{
    private readonly List<string> _broken = [];
    private readonly List<string> _notes = [];

    public ChainReport Run(CancellationToken cancellation)
    {
        (long signals, long inTime, long late, long outcomes) = (0, 0, 0, 0);
        string head = ChainHash.Beginning;
        if (File.Exists(SignalStore.PathOf(workspace)))
        {
            using SignalStore store = SignalStore.Open(workspace);
            var made = new Dictionary<(string, DateOnly), DateTimeOffset>();
            DateTimeOffset newest = DateTimeOffset.MinValue;
            signals = Walk(
                store,
                "signals",
                (seq, body) =>
                {
                    SignalRecord record = JsonSerializer.Deserialize(body, LedgerJson.Default.SignalRecord)!;
                    made[(record.Ticker, record.AsOf)] = record.MadeAt;
                    if (record.MadeAt < newest)
                        _notes.Add(
                            $"signals: link {seq} was made at {record.MadeAt:u}, before the one ahead of it"
                                + $" ({newest:u}): "
                                + "the clock had gone back."
                        );
                    newest = record.MadeAt;
                    if (record.Late)
                        late++;
                    else
                        inTime++;
                    return Fault(record);
                },
                cancellation
            );
            outcomes = Walk(
                store,
                "outcomes",
                (_, body) =>
                {
                    SignalOutcome outcome = JsonSerializer.Deserialize(body, LedgerJson.Default.SignalOutcome)!;
                    return !made.TryGetValue((outcome.Ticker, outcome.AsOf), out DateTimeOffset at)
                            ? $"scores {outcome.Ticker} of {outcome.AsOf:yyyy-MM-dd}, of which there is no signal"
                        : outcome.ScoredAt < at
                            ? $"was scored at {outcome.ScoredAt:u}, before its signal was made at {at:u}"
                        : null;
                },
                cancellation
            );
            head = store.HeadHash();
        }

        (long predictions, long unchained) = Lines(cancellation);
        return new(signals, inTime, late, outcomes, predictions, unchained, _broken, _notes) { Head = head };
    }

    /// <summary>What is wrong with a record's claims, or null.</summary>
    private static string? Fault(SignalRecord record)
    {
        DateTimeOffset close = LiveSchedule.CloseOf(record.AsOf),
            known = LiveSchedule.KnownFrom(record.AsOf);
        if (record.MadeAt < close)
            return $"is a signal of {record.AsOf:yyyy-MM-dd} made at {record.MadeAt:u}, before that day's close at"
                + $" {close:u}";
        return record.Late == record.MadeAt >= known
            ? null
            : $"was made at {record.MadeAt:u} and {(record.Late ? "says" : "does not say")} that it is late, "
                + $"but its first outcome could be known from {known:u}";
    }

    /// <summary>Walks a table's chain; tells of the first broken link only, since every later one
    /// is broken with it.</summary>
    private long Walk(
        SignalStore store,
        string table,
        Func<long, string, string?> fault,
        CancellationToken cancellation
    ) =>
        Translate(
            store.Path,
            () =>
            {
                using SqliteCommand command = Command(
                    store.Connection,
                    $"SELECT seq, body, previous, hash FROM {table} ORDER BY seq"
                );
                using SqliteDataReader row = command.ExecuteReader();
                (long expected, string previous, bool whole) = (1, ChainHash.Beginning, true);
                long count = 0;
                for (; row.Read(); expected++, count++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    (long seq, string body, string before, string hash) = (
                        row.GetInt64(0),
                        row.GetString(1),
                        row.GetString(2),
                        row.GetString(3)
                    );
                    string? wrong =
                        seq != expected ? $"{expected} is missing: {seq} follows {expected - 1}"
                        : before != previous ? $"{seq} does not name the hash of the link before it"
                        : ChainHash.Of(before, body) != hash ? $"{seq} was changed: its text does not have its hash"
                        : Guarded(() => fault(seq, body)) is { } claim ? $"{seq} {claim}"
                        : null;
                    if (whole && wrong is not null)
                        _broken.Add($"{table}: link {wrong}.");
                    whole &= wrong is null;
                    previous = hash;
                }

                return count;
            }
        );

    private static string? Guarded(Func<string?> look)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return $"can't be read: {e.Message}";
        }
    }

    private (long Chained, long Unchained) Lines(CancellationToken cancellation)
    {
        if (!File.Exists(workspace.PredictionLog))
            return (0, 0);
        using var file = new FileStream(workspace.PredictionLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using IncrementalHash prefix = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = new StreamReader(file, new UTF8Encoding(false));
        (long number, long chained, long unchained, bool whole) = (0, 0, 0, true);
        string? last = null;
        while (reader.ReadLine() is { } text)
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            string? wrong = null;
            if (ChainedLines.Parse(text) is { } line)
            {
                string expected = last ?? Convert.ToHexStringLower(prefix.GetCurrentHash());
                wrong =
                    !line.IsWhole ? "was changed: its text does not have its hash"
                    : line.Previous != expected ? "does not name the hash of what is before it"
                    : null;
                last = line.Hash;
                chained++;
            }
            else if (last is null)
            {
                prefix.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
                unchained++;
            }
            else if (IsJson(text))
            {
                wrong = "has no hash, though it follows lines that do";
            }
            else
            {
                _notes.Add($"predictions.jsonl: line {number} was cut off by a crash; the chain goes on after it.");
            }

            if (whole && wrong is not null)
                _broken.Add($"predictions.jsonl: line {number} {wrong}.");
            whole &= wrong is null;
        }

        return (chained, unchained);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
