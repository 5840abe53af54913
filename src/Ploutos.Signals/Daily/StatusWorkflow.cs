using System.Text.Json;
using Ploutos.Experts;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Figures;
using Ploutos.MarketData.Store;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Daily;

/// <summary>How the daily run is doing, from what it has stored; nothing is fetched and nothing is
/// changed.</summary>
public sealed class StatusWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];
    private readonly List<Remedy> _remedies = [];

    /// <summary>The state of the daily run now, with its errors and warnings.</summary>
    public LiveStatus Run()
    {
        DateTimeOffset now = time.GetUtcNow();
        var schedule = new LiveSchedule(new());
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        using SignalStore signals = SignalStore.Open(workspace);
        WatchedTickers watched = new Watchlist(workspace).Read(store);
        _warnings.AddRange(watched.Warnings);
        IReadOnlyList<string> tickers = watched.On(t => schedule.LastDue(now, DayMoments.MarketOf(store, t)));
        ExchangeCalendar[] markets =
        [
            .. tickers.Select(t => DayMoments.MarketOf(store, t)).DefaultIfEmpty(ExchangeCalendars.NewYork).Distinct(),
        ];
        DateOnly due = markets.Max(m => schedule.LastDue(now, m));
        LiveRun[] runs = [.. signals.Notes("run", now - Recent).Select(Run)];
        LiveRun? last = signals.LastNote("run") is { } note ? Run(note.Body) : null;
        (long count, long reasons, DateOnly? lastDay) = signals.Count();
        BarAge[] ages = [.. tickers.Select(t => Age(store.Find(t), t, DayMoments.MarketOf(store, t), schedule, now))];
        (IReadOnlyList<FeatureDrift> drift, IReadOnlyList<TrainedExpert> models) = Drift(store, signals, ages);
        string? holder = DailyRunLock.Holder(workspace);
        Judge(now, last, runs, lastDay, due, ages, drift, holder);
        return new()
        {
            Health =
                _errors.Count > 0 ? HealthState.Error
                : _warnings.Count > 0 ? HealthState.Warning
                : HealthState.Ok,
            Problems = [.. _errors, .. _warnings],
            Remedies = _remedies,
            RunningAs = holder,
            LastDueDay = due,
            NextRunAt = markets.Min(m => schedule.NextDue(now, m)),
            LastRun = last,
            FailedRuns = runs.Count(r => r.Status == LiveRunStatus.Failed),
            Runs = runs.Length,
            MedianSeconds = Median([.. runs.Where(r => r.Signals > 0).Select(r => r.Seconds)]),
            Signals = count,
            Reasons = reasons,
            LastSignalDay = lastDay,
            Models = [.. new ModelsWorkflow(workspace, time).List(null).Where(m => m.IsCurrent)],
            Bars = ages,
            Drift = drift,
            Calibration = [.. models.Select(m => Calibration(m, signals)).OfType<LiveCalibration>()],
            Risk = LiveRiskScore.Of(signals.RiskForecasts()),
            LastDuels = signals.LastNote("retraining") is { } retraining
                ? JsonSerializer.Deserialize(retraining.Body, LedgerJson.Default.RetrainingRecord)!.Duels
                : [],
        };
    }

    private void Judge(
        DateTimeOffset now,
        LiveRun? last,
        LiveRun[] runs,
        DateOnly? lastDay,
        DateOnly due,
        BarAge[] ages,
        IReadOnlyList<FeatureDrift> drift,
        string? holder
    )
    {
        if (last is null)
        {
            _warnings.Add("There was no run yet.");
            _remedies.Add(new RunDaily());
        }
        else if (last.Status == LiveRunStatus.Failed)
            _errors.Add($"The last run failed: {last.Error}");
        else if (last.Status == LiveRunStatus.Waiting)
            _warnings.Add(
                $"The last run waits for {string.Join(", ", last.WaitingFor.Keys)}: {last.WaitingFor.Values.First()}"
            );
        if (lastDay < due && !(last?.NextAt > now)) // the run may have a longer delay than the usual one
            _errors.Add(
                $"The newest signals are of {lastDay:yyyy-MM-dd}, but {due:yyyy-MM-dd} was due."
                    + (holder is null ? " Nobody does the daily run." : "")
            );
        BarAge[] stale = [.. ages.Where(a => a.TradingDaysBehind > 0)];
        if (stale.Length > 0)
            _warnings.Add(
                $"The bars of"
                    + $" {string.Join(", ", stale.Take(8).Select(a => a.Ticker))}{(stale.Length > 8 ? ", ..." : "")} "
                    + $"lack finished trading days, up to {stale.Max(a => a.TradingDaysBehind)}."
            );
        if (stale.Length > 0)
            _remedies.Add(new UpdateBars());
        if (runs.Count(r => r.Status == LiveRunStatus.Failed) is > 0 and var failed)
            _warnings.Add($"{failed} run(s) of the last 30 days failed.");
        if (drift.Count(d => d.Drifts) is > 0 and var drifting)
            _warnings.Add($"{drifting} of {drift.Count} features and probabilities drift: a retraining may be due.");
    }

    private (IReadOnlyList<FeatureDrift> Drift, IReadOnlyList<TrainedExpert> Models) Drift(
        BarStore store,
        SignalStore signals,
        BarAge[] ages
    )
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        try
        {
            Ensemble models = new EnsembleCatalog(workspace).Load();
            return (
                ages.Max(a => a.LastDay) is { } day
                    ? new DriftMonitor(registry, store, signals).Run(models.Models, day)
                    : [],
                models.Models
            );
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException or PloutosException)
        {
            _errors.Add($"The models can't predict: {e.Message}");
            _remedies.Add(new TrainAgain((e as NoModelException)?.Expert));
            return ([], []);
        }
    }

    private static LiveCalibration? Calibration(TrainedExpert model, SignalStore signals)
    {
        SignalOutcome[] outcomes = [.. signals.TrackedOutcomes().Where(o => o.Expert == model.Definition.Name)];
        if (outcomes.Length == 0)
            return null;
        var forecasts = new Forecasts(
            [.. outcomes.Select(o => o.AsOf)],
            [.. outcomes.Select(o => o.Probability)],
            [.. outcomes.Select(o => o.Happened)]
        );
        Estimate loss = BlockBootstrap.Interval(Metric.LogLoss, forecasts);
        return new(
            model.Definition.Name,
            outcomes.Length,
            outcomes.Average(o => o.Probability),
            outcomes.Average(o => o.Happened ? 1.0 : 0),
            new(loss.Value, loss.Low, loss.High),
            Metric.LogLoss.Of(forecasts.WithConstant(model.Card.TrainingRate))
        );
    }

    private static BarAge Age(
        StoredTicker? stored,
        string ticker,
        ExchangeCalendar market,
        LiveSchedule schedule,
        DateTimeOffset now
    )
    {
        if (stored is null)
            return new(ticker, null, 0);
        DateOnly due = schedule.LastDue(now, market);
        return new(
            ticker,
            stored.LastDay,
            stored.LastDay >= due ? 0 : market.Sessions(stored.LastDay.AddDays(1), due).Count()
        );
    }

    private static LiveRun Run(string body) => JsonSerializer.Deserialize(body, LedgerJson.Default.LiveRun)!;

    private static double? Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? null : values[values.Length / 2];
    }
}
