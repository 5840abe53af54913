using System.Text.Json;
using Ploutos.MarketData.Calendar;
using Ploutos.Research.Trials;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Signals.Replay;

/// <summary>Checks the chains link by link, and what the records claim. A signal was fixed before
/// its outcome could be known where it was made before the close of the next trading day, at which
/// the shortest horizon ends; one that was made later must say that it is late. The daily run makes
/// no signal before the close of the day whose bar it uses, and scores no outcome before its signal
/// was made.</summary>
public sealed class ChainVerification(WorkspaceFolder workspace)
{
    private readonly List<string> _broken = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<(string, DateOnly), DateTimeOffset> _made = [];
    private (long InTime, long Late, long Predicted) _count;
    private SignalRecord? _modelled;
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    /// <summary>Walks the chains, compares them with the heads that are kept apart from them, and
    /// reads the models that predict. No record is changed.</summary>
    /// <param name="elsewhere">Heads that are kept outside of the workspace's ledgers, with what
    /// keeps them, such as the newest backup.</param>
    /// <param name="cancellation">Ends it.</param>
    public ChainReport Run(
        CancellationToken cancellation,
        IReadOnlyList<(string Keeper, ChainHead Head)>? elsewhere = null
    )
    {
        (long signals, long outcomes, long risks, long riskOutcomes) = (0, 0, 0, 0);
        string head = ChainHash.Beginning;
        IReadOnlyList<ChainHead> heads = [];
        var kept = new KeptHeads(workspace, _broken, _notes);
        if (File.Exists(SignalStore.PathOf(workspace)))
        {
            using SignalStore store = SignalStore.Open(workspace);
            signals = Walk(store, "signals", CheckSignal, cancellation);
            outcomes = Walk(store, "outcomes", (_, body) => CheckOutcome(body), cancellation);
            var checkedRisks = new RiskClaims();
            risks = Walk(store, RiskLedger.Forecasts, (_, body) => checkedRisks.OfForecast(body), cancellation);
            riskOutcomes = Walk(store, RiskLedger.Outcomes, (_, body) => checkedRisks.OfOutcome(body), cancellation);
            (head, heads) = (store.HeadHash(), store.Heads());
            kept.Compare(store, CurrentModels.Check(workspace, _modelled, _broken), elsewhere ?? []);
        }
        else
        {
            kept.Compare(null, CurrentModels.Check(workspace, null, _broken), elsewhere ?? []);
        }

        (long chained, long unchained) = Lines(cancellation);
        return new()
        {
            Signals = signals,
            InTime = _count.InTime,
            Late = _count.Late,
            Outcomes = outcomes,
            Predictions = chained,
            Unchained = unchained,
            Broken = _broken,
            Notes = _notes,
            Head = head,
            Heads = heads,
            Predicted = _count.Predicted,
            RiskForecasts = risks,
            RiskOutcomes = riskOutcomes,
        };
    }

    private string? CheckSignal(long seq, string body)
    {
        SignalRecord record = JsonSerializer.Deserialize(body, LedgerJson.Default.SignalRecord)!;
        if (record.Kind == SignalKind.Predict)
        {
            // It makes no claim of its time; a reader can see when it was made.
            _count.Predicted++;
        }
        else
        {
            _made[(record.Ticker, record.AsOf)] = record.MadeAt;
            if (record.Late)
                _count.Late++;
            else
                _count.InTime++;
        }

        if (record.LogHash is not null) // taken in later than it was made
            return null;
        if (record.Experts.Count > 0)
            _modelled = record;
        if (record.MadeAt < _newest)
            _notes.Add(
                $"signals: link {seq} was made at {record.MadeAt:u}, before the one ahead of it"
                    + $" ({_newest:u}): "
                    + "the clock had gone back."
            );
        _newest = record.MadeAt;
        return record.Kind == SignalKind.Predict ? null : Fault(record);
    }

    private string? CheckOutcome(string body)
    {
        SignalOutcome outcome = JsonSerializer.Deserialize(body, LedgerJson.Default.SignalOutcome)!;
        return !_made.TryGetValue((outcome.Ticker, outcome.AsOf), out DateTimeOffset at)
                ? $"scores {outcome.Ticker} of {outcome.AsOf:yyyy-MM-dd}, of which there is no signal"
            : outcome.ScoredAt < at ? $"was scored at {outcome.ScoredAt:u}, before its signal was made at {at:u}"
            : null;
    }

    /// <summary>What is wrong with a record's claims, or null.</summary>
    private static string? Fault(SignalRecord record)
    {
        ExchangeCalendar market = DayMoments.Market(record.Exchange);
        DateTimeOffset close = DayMoments.CloseOf(record.AsOf, market),
            known = DayMoments.KnownFrom(record.AsOf, market);
        if (record.MadeAt < close)
            return $"is a signal of {record.AsOf:yyyy-MM-dd} made at {record.MadeAt:u}, before that day's close at"
                + $" {close:u}";
        return record.Late == record.MadeAt >= known
            ? null
            : $"was made at {record.MadeAt:u} and {(record.Late ? "says" : "does not say")} that it is late, "
                + $"but its first outcome could be known from {known:u}";
    }

    /// <summary>Walks a table's chain; reports the first broken link only, since every later one
    /// is broken with it.</summary>
    private long Walk(
        SignalStore store,
        string table,
        Func<long, string, string?> fault,
        CancellationToken cancellation
    )
    {
        (long expected, string previous, bool whole, long count) = (1, ChainHash.Beginning, true, 0);
        store.File.ForEach(
            $"SELECT seq, body, previous, hash FROM {table} ORDER BY seq",
            row =>
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
                (previous, expected, count) = (hash, expected + 1, count + 1);
            }
        );
        return count;
    }

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

    /// <summary>The lines that earlier versions wrote; the file is kept and still proves what it
    /// did.</summary>
    private (long Chained, long Unchained) Lines(CancellationToken cancellation)
    {
        if (!File.Exists(workspace.PredictionLog))
            return (0, 0);
        (long chained, long unchained, bool whole) = (0, 0, true);
        foreach (PredictionLine line in PredictionLogFile.Read(workspace.PredictionLog))
        {
            cancellation.ThrowIfCancellationRequested();
            if (line.State == PredictionLineState.Chained)
                chained++;
            else if (line.State == PredictionLineState.CutOff)
                _notes.Add(
                    $"predictions.jsonl: line {line.Number} was cut off by a crash; the chain goes on after it."
                );
            else if (line.Wrong is null)
                unchained++;
            if (whole && line.Wrong is not null)
                _broken.Add($"predictions.jsonl: line {line.Number} {line.Wrong}.");
            whole &= line.Wrong is null;
        }

        return (chained, unchained);
    }
}
