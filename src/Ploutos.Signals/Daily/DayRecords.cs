using Ploutos.Signals.Ledger;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>Makes the records of one day after another and stores each day in one transaction; counts
/// them.</summary>
internal sealed class DayRecords(SignalStore signals, DayPlan days, TickerDay maker, RiskDay risk, TimeProvider time)
{
    private const int MostNamed = 8;

    private readonly List<DateOnly> _done = [];
    private int _reasons;
    private int _forecasts;
    private double? _latency;

    /// <summary>Signals stored so far.</summary>
    public int Signals { get; private set; }

    /// <summary>Makes and stores the records of a day; false where all of them are waited for.</summary>
    public bool Make(DateOnly day, IProgress<WorkflowEvent>? progress)
    {
        SignalRecord[] records =
        [
            .. maker
                .Make([.. days.PendingOn(day)], day, time)
                .OfType<SignalRecord>()
                .OrderBy(r => r.Exchange, StringComparer.Ordinal), // each market is told in one batch
        ];
        if (records.Length == 0)
            return false;
        IReadOnlyList<RiskForecastRecord> risks = risk.Make(records, day, time.GetUtcNow());
        signals.Append(records, risks);
        days.Take(records);
        _done.Add(day);
        _forecasts += risks.Count(r => r.Volatility is not null);
        Signals += records.Count(r => r.Signal is not null);
        _reasons += records.Count(r => r.Signal is null);
        if (
            records.FirstOrDefault(r => r is { Signal: not null, Late: false } && day == days.DueOf(r.Ticker)) is
            { } first
        )
            _latency = (time.GetUtcNow() - DayMoments.CloseOf(day, days.MarketOf(first.Ticker))).TotalSeconds;
        progress?.Report(new Note($"{day:yyyy-MM-dd}: {Sentence(records)}"));
        return true;
    }

    /// <summary>A run with what was made in it.</summary>
    public LiveRun Tell(LiveRun run) =>
        run with
        {
            Days = _done,
            Signals = Signals,
            Reasons = _reasons,
            RiskForecasts = _forecasts,
            SecondsAfterClose = _latency,
        };

    private static string Sentence(SignalRecord[] records) =>
        string.Join(", ", records.Take(MostNamed).Select(r => $"{r.Ticker} {r.Signal ?? "no signal"}"))
        + (records.Length > MostNamed ? $" and {records.Length - MostNamed} more" : "");
}
