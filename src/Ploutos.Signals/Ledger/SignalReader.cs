using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ploutos.Signals.Daily;
using Ploutos.Storage;
using static Ploutos.Signals.Ledger.LedgerConnection;

namespace Ploutos.Signals.Ledger;

/// <summary>The questions that the store of signals answers.</summary>
public static class SignalReader
{
    /// <summary>Signals by day and ticker, with what became of them.</summary>
    public static IReadOnlyList<StoredSignal> History(
        this SignalStore store,
        string? ticker = null,
        DateOnly? from = null,
        DateOnly? to = null
    ) =>
        Translate(
            store.Path,
            () =>
            {
                ILookup<(string, DateOnly), SignalOutcome> outcomes = Outcomes(store, ticker, from, to)
                    .ToLookup(o => (o.Ticker, o.AsOf));
                List<StoredSignal> signals = Read(store, $"{Where} ORDER BY as_of, ticker", Range(ticker, from, to));
                return (IReadOnlyList<StoredSignal>)
                    [.. signals.Select(s => s with { Outcomes = [.. outcomes[(s.Record.Ticker, s.Record.AsOf)]] })];
            }
        );

    /// <summary>Signals after a place of the chain, in its order.</summary>
    public static IReadOnlyList<StoredSignal> After(this SignalStore store, long sequence) =>
        Translate(store.Path, () => Read(store, "WHERE seq > $seq ORDER BY seq", ("$seq", sequence)));

    /// <summary>Signals since a day of which fewer experts were scored than spoke.</summary>
    public static IReadOnlyList<StoredSignal> Unscored(this SignalStore store, DateOnly since) =>
        Translate(
            store.Path,
            () =>
                Read(
                    store,
                    """
                    WHERE as_of >= $since AND body ->> '$.signal' IS NOT NULL AND json_array_length(body, '$.experts') >
                        (SELECT COUNT(*) FROM outcomes o WHERE o.ticker = signals.ticker AND o.as_of = signals.as_of)
                    ORDER BY ticker, as_of
                    """,
                    ("$since", Text(since))
                )
        );

    /// <summary>Outcomes of signals, by day.</summary>
    public static List<SignalOutcome> Outcomes(
        this SignalStore store,
        string? ticker = null,
        DateOnly? from = null,
        DateOnly? to = null
    ) =>
        Translate(
            store.Path,
            () =>
            {
                using SqliteCommand command = Command(
                    store.Connection,
                    $"SELECT body FROM outcomes {Where} ORDER BY as_of, ticker, seq",
                    Range(ticker, from, to)
                );
                using SqliteDataReader row = command.ExecuteReader();
                var found = new List<SignalOutcome>();
                while (row.Read())
                    found.Add(JsonSerializer.Deserialize(row.GetString(0), LedgerJson.Default.SignalOutcome)!);
                return found;
            }
        );

    /// <summary>How many signals and reasons there are, and the newest day.</summary>
    public static (long Signals, long Reasons, DateOnly? LastDay) Count(this SignalStore store) =>
        Translate(
            store.Path,
            () =>
            {
                using SqliteCommand command = Command(
                    store.Connection,
                    "SELECT COUNT(body ->> '$.signal'), COUNT(*), MAX(as_of) FROM signals"
                );
                using SqliteDataReader row = command.ExecuteReader();
                row.Read();
                return (
                    row.GetInt64(0),
                    row.GetInt64(1) - row.GetInt64(0),
                    row.IsDBNull(2) ? (DateOnly?)null : Day(row.GetString(2))
                );
            }
        );

    /// <summary>The oldest signalled day, or null.</summary>
    public static DateOnly? FirstDay(this SignalStore store) =>
        Translate(
            store.Path,
            () =>
            {
                using SqliteCommand command = Command(store.Connection, "SELECT MIN(as_of) FROM signals");
                return command.ExecuteScalar() is string day ? Day(day) : (DateOnly?)null;
            }
        );

    private const string Where =
        "WHERE ($ticker IS NULL OR ticker = $ticker) "
        + "AND ($from IS NULL OR as_of >= $from) AND ($to IS NULL OR as_of <= $to)";

    private static (string, object?)[] Range(string? ticker, DateOnly? from, DateOnly? to) =>
        [
            ("$ticker", ticker),
            ("$from", from is { } first ? Text(first) : null),
            ("$to", to is { } last ? Text(last) : null),
        ];

    private static List<StoredSignal> Read(SignalStore store, string condition, params (string, object?)[] parameters)
    {
        using SqliteCommand command = Command(
            store.Connection,
            $"SELECT seq, hash, body FROM signals {condition}",
            parameters
        );
        using SqliteDataReader row = command.ExecuteReader();
        var found = new List<StoredSignal>();
        while (row.Read())
        {
            found.Add(
                new(
                    row.GetInt64(0),
                    row.GetString(1),
                    JsonSerializer.Deserialize(row.GetString(2), LedgerJson.Default.SignalRecord)!,
                    []
                )
            );
        }

        return found;
    }
}
