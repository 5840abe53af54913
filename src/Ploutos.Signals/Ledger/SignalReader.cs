using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ploutos.Storage;

namespace Ploutos.Signals.Ledger;

/// <summary>The questions that the store of signals answers.</summary>
public static class SignalReader
{
    private const string Where =
        "WHERE ($kind IS NULL OR kind = $kind) AND ($ticker IS NULL OR ticker = $ticker) "
        + "AND ($from IS NULL OR as_of >= $from) AND ($to IS NULL OR as_of <= $to)";

    /// <summary>The daily run's signals by day and ticker, with what became of them.</summary>
    public static IReadOnlyList<StoredSignal> History(
        this SignalStore store,
        string? ticker = null,
        DateOnly? from = null,
        DateOnly? to = null
    ) => store.Find(new(ticker is null ? null : [ticker], from, to, SignalKind.Daily));

    /// <summary>Signals by day and ticker, those of one day and ticker in the chain's order; the
    /// daily run's with what became of them.</summary>
    public static IReadOnlyList<StoredSignal> Find(this SignalStore store, SignalQuery query)
    {
        string? one = query.Tickers is [var only] ? only : null;
        List<StoredSignal> signals = store.Read(
            $"{Where} ORDER BY as_of, ticker, seq",
            [("$kind", query.Kind?.Text()), .. Range(one, query.From, query.To)]
        );
        if (one is null && query.Tickers is { } tickers)
            signals = [.. signals.Where(s => tickers.Contains(s.Record.Ticker))];
        ILookup<(string, DateOnly), SignalOutcome> outcomes = store
            .Outcomes(one, query.From, query.To)
            .ToLookup(o => (o.Ticker, o.AsOf));
        Dictionary<(string, DateOnly), StoredRisk> risks = store
            .RiskForecasts(one, query.From, query.To)
            .ToDictionary(r => (r.Record.Ticker, r.Record.AsOf));
        return
        [
            .. signals.Select(s =>
                s.Record.Kind == SignalKind.Daily
                    ? s with
                    {
                        Outcomes = [.. outcomes[(s.Record.Ticker, s.Record.AsOf)]],
                        Risk = risks.GetValueOrDefault((s.Record.Ticker, s.Record.AsOf)),
                    }
                    : s
            ),
        ];
    }

    /// <summary>The daily run's signals after a place of the chain, in its order.</summary>
    public static IReadOnlyList<StoredSignal> After(this SignalStore store, long sequence) =>
        store.Read("WHERE seq > $seq AND kind = 'daily' ORDER BY seq", ("$seq", sequence));

    /// <summary>The daily run's signals since a day of which fewer experts were scored than
    /// spoke.</summary>
    public static IReadOnlyList<StoredSignal> Unscored(this SignalStore store, DateOnly since) =>
        store.Read(
            """
            WHERE as_of >= $since AND kind = 'daily' AND body ->> '$.signal' IS NOT NULL
                AND json_array_length(body, '$.experts') >
                (SELECT COUNT(*) FROM outcomes o WHERE o.ticker = signals.ticker AND o.as_of = signals.as_of)
            ORDER BY ticker, as_of
            """,
            ("$since", LedgerDay.Text(since))
        );

    /// <summary>Outcomes of signals, by day.</summary>
    public static List<SignalOutcome> Outcomes(
        this SignalStore store,
        string? ticker = null,
        DateOnly? from = null,
        DateOnly? to = null
    ) =>
        store.File.Query(
            "SELECT body FROM outcomes WHERE ($ticker IS NULL OR ticker = $ticker) "
                + "AND ($from IS NULL OR as_of >= $from) AND ($to IS NULL OR as_of <= $to) "
                + "ORDER BY as_of, ticker, seq",
            row => store.Parse(row.GetString(0), LedgerJson.Default.SignalOutcome),
            Range(ticker, from, to)
        );

    /// <summary>Outcomes of the daily run's forecasts that were made in time, by day: of observed or of
    /// simulated bars, as the signals of its newest day, and never of both.</summary>
    public static List<SignalOutcome> TrackedOutcomes(this SignalStore store) =>
        store.File.Query(
            """
            WITH newest AS (
                SELECT coalesce(MIN(coalesce(body ->> '$.simulated', 0)), 0) AS simulated FROM signals
                WHERE kind = 'daily' AND as_of = (SELECT MAX(as_of) FROM signals WHERE kind = 'daily'))
            SELECT o.body FROM outcomes o
            JOIN signals s ON s.ticker = o.ticker AND s.as_of = o.as_of AND s.kind = 'daily'
            WHERE NOT coalesce(o.body ->> '$.late', 0)
                AND coalesce(s.body ->> '$.simulated', 0) = (SELECT simulated FROM newest)
            ORDER BY o.as_of, o.ticker, o.seq
            """,
            row => store.Parse(row.GetString(0), LedgerJson.Default.SignalOutcome)
        );

    /// <summary>How many signals and reasons of the daily run there are, and the newest day.</summary>
    public static (long Signals, long Reasons, DateOnly? LastDay) Count(this SignalStore store) =>
        store
            .File.Query(
                "SELECT COUNT(body ->> '$.signal'), COUNT(*), MAX(as_of) FROM signals WHERE kind = 'daily'",
                row =>
                    (
                        row.GetInt64(0),
                        row.GetInt64(1) - row.GetInt64(0),
                        row.IsDBNull(2) ? (DateOnly?)null : LedgerDay.Parse(row.GetString(2))
                    )
            )
            .Single();

    /// <summary>The oldest day that the daily run signalled, or null.</summary>
    public static DateOnly? FirstDay(this SignalStore store) =>
        store
            .File.Query(
                "SELECT MIN(as_of) FROM signals WHERE kind = 'daily'",
                row => row.IsDBNull(0) ? (DateOnly?)null : LedgerDay.Parse(row.GetString(0))
            )
            .Single();

    private static (string, object?)[] Range(string? ticker, DateOnly? from, DateOnly? to) =>
        [
            ("$ticker", ticker),
            ("$from", from is { } first ? LedgerDay.Text(first) : null),
            ("$to", to is { } last ? LedgerDay.Text(last) : null),
        ];

    private static List<StoredSignal> Read(
        this SignalStore store,
        string condition,
        params (string, object?)[] parameters
    ) =>
        store.File.Query(
            $"SELECT seq, hash, body FROM signals {condition}",
            row => new StoredSignal(
                row.GetInt64(0),
                row.GetString(1),
                store.Parse(row.GetString(2), LedgerJson.Default.SignalRecord),
                []
            ),
            parameters
        );

    internal static T Parse<T>(this SignalStore store, string body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type)!;
        }
        catch (JsonException e)
        {
            throw Sqlite.Damaged(store.Path, e.Message, e);
        }
    }
}
