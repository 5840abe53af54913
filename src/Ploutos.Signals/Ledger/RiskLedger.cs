using System.Text.Json;

namespace Ploutos.Signals.Ledger;

/// <summary>The risk forecasts of the store of signals, and what became of them: two chains beside
/// those of the signals.</summary>
public static class RiskLedger
{
    internal const string Forecasts = "risk_forecasts",
        Outcomes = "risk_outcomes";

    /// <summary>Those of observed or of simulated bars, as the forecasts of the newest day, and never of
    /// both.</summary>
    public static IReadOnlyList<StoredRisk> OfOneOrigin(IReadOnlyList<StoredRisk> risks)
    {
        ArgumentNullException.ThrowIfNull(risks);
        RiskForecastRecord[] made = [.. risks.Select(r => r.Record).Where(r => r.Reason is null)];
        DateOnly newest = made.Select(r => r.AsOf).DefaultIfEmpty().Max();
        bool isSimulated = made.Length > 0 && made.Where(r => r.AsOf == newest).All(r => r.Simulated);
        return [.. risks.Where(r => r.Record.Simulated == isSimulated)];
    }

    /// <summary>Risk forecasts by day and ticker, with what became of them.</summary>
    public static IReadOnlyList<StoredRisk> RiskForecasts(
        this SignalStore store,
        string? ticker = null,
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        (string, object?)[] range =
        [
            ("$ticker", ticker),
            ("$from", from is { } first ? LedgerDay.Text(first) : null),
            ("$to", to is { } last ? LedgerDay.Text(last) : null),
        ];
        Dictionary<(string, DateOnly), RiskOutcome> outcomes = store
            .File.Query(Select(Outcomes), row => store.Parse(row.GetString(0), LedgerJson.Default.RiskOutcome), range)
            .ToDictionary(o => (o.Ticker, o.AsOf));
        return
        [
            .. store
                .File.Query(
                    Select(Forecasts),
                    row => store.Parse(row.GetString(0), LedgerJson.Default.RiskForecastRecord),
                    range
                )
                .Select(r => new StoredRisk(r, outcomes.GetValueOrDefault((r.Ticker, r.AsOf)))),
        ];
    }

    /// <summary>Forecasts since a day that were not scored yet.</summary>
    internal static IReadOnlyList<RiskForecastRecord> UnscoredRisks(this SignalStore store, DateOnly since) =>
        store.File.Query(
            """
            SELECT body FROM risk_forecasts f WHERE as_of >= $since AND body ->> '$.volatility' IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM risk_outcomes o WHERE o.ticker = f.ticker AND o.as_of = f.as_of)
            ORDER BY ticker, as_of
            """,
            row => store.Parse(row.GetString(0), LedgerJson.Default.RiskForecastRecord),
            ("$since", LedgerDay.Text(since))
        );

    /// <summary>Adds outcomes to their chain, all or none.</summary>
    internal static void Append(this SignalStore store, IReadOnlyList<RiskOutcome> outcomes)
    {
        if (outcomes.Count == 0)
            return;
        store.File.Transact(() =>
            store.LinkAll(Outcomes, outcomes.Select(o => JsonSerializer.Serialize(o, LedgerJson.Default.RiskOutcome)))
        );
        store.KeepHead(Outcomes, outcomes[^1].ScoredAt, outcomes[^1].AsOf);
    }

    private static string Select(string table) =>
        $"SELECT body FROM {table} WHERE ($ticker IS NULL OR ticker = $ticker) "
        + "AND ($from IS NULL OR as_of >= $from) AND ($to IS NULL OR as_of <= $to) ORDER BY as_of, ticker, seq";
}
