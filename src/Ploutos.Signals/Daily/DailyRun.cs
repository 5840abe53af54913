using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Research.Models;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>One run: bring the bars up to date, give each ticker of each due day its signal or its
/// reason, tell them on, score what can be scored, retrain where it is time. Each day is stored in
/// one transaction, so that a run may die at any moment and the next goes on.</summary>
public sealed class DailyRun(LiveContext context)
{
    /// <summary>What is missing is given up no earlier than this after it was first asked for, so
    /// that a late start still asks twice.</summary>
    public static readonly TimeSpan LeastPatience = TimeSpan.FromHours(12);

    /// <summary>Beyond so many missing days without any newer bar, it is more likely that the clock
    /// is wrong than that the market is closed.</summary>
    public const int MostDaysGivenUp = 30;

    private readonly LiveSchedule _schedule = new(context.Request);
    private bool _isObserverBehind;

    private TimeProvider Time => context.Time;

    /// <summary>Does what is due now.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop; whole days are
    /// stored.</exception>
    public async Task<LiveRun> RunAsync(IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        using Activity? activity = LiveTelemetry.Source.StartActivity("live.run");
        DateTimeOffset started = Time.GetUtcNow();
        long timestamp = Time.GetTimestamp();
        DateOnly due = NewYorkTime.DateAt(started);
        LiveRun run;
        try
        {
            due = _schedule.LastDue(started);
            run = await DueAsync(due, started, progress, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever it is: it is told, and the next day is tried. A service that ends at the
            // first surprise helps nobody.
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            run = new()
            {
                Day = due,
                Status = LiveRunStatus.Failed,
                StartedAt = started,
                Seconds = 0,
                Error = ErrorText(e),
            };
        }

        run = run with { Seconds = Time.GetElapsedTime(timestamp).TotalSeconds, NextAt = NextAt(run) };
        activity?.SetTag("day", LedgerDay.Text(run.Day)).SetTag("status", StateName.Of(run.Status));
        LiveTelemetry.Count(run);
        await EndAsync(run, progress, cancellation).ConfigureAwait(false);
        return run;
    }

    private async Task<LiveRun> DueAsync(
        DateOnly due,
        DateTimeOffset started,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        using BarStore store = new DataWorkflow(context.Workspace, Time).OpenOrCreateStore();
        using SignalStore signals = SignalStore.Open(context.Workspace);
        var registry = new ModelRegistry(context.Workspace.ModelsFolder);
        (IReadOnlyList<string> tickers, IReadOnlyList<string> found) = new Watchlist(context.Workspace).Read(store);
        List<string> remarks = [.. found];
        if (tickers.Count == 0)
            throw new NoDataException("The watchlist is empty, and so is the store. Name tickers, or fetch some.")
            {
                Kind = MarketDataFault.EmptyStore,
            };
        _isObserverBehind = false;
        var publisher = new Publisher(signals, context.Observers);
        publisher.Begin();
        TakeInLog(signals, remarks);
        var days = new DayPlan(signals, tickers, due);
        if (days.IsDone)
        {
            await publisher.RunAsync(days.IsComplete, progress, cancellation).ConfigureAwait(false);
            _isObserverBehind |= publisher.IsBehind;
            return new()
            {
                Day = due,
                Status = LiveRunStatus.NothingDue,
                StartedAt = started,
                Seconds = 0,
                Warnings = remarks,
            };
        }

        progress?.Report(
            new StageStarted("live", $"{due:yyyy-MM-dd}, {tickers.Count} ticker(s), {days.Pending.Count} day(s) to do")
        );
        BarUpdateResult update = new BarUpdate(store, Time, context.Sources, context.Request.Source).Run(
            [.. tickers.Where(days.IsPending)],
            due,
            progress,
            cancellation
        );
        LiveTelemetry.Mark("bars");
        string thresholds = new ThresholdRefit(context.Workspace, Time).Ensure();
        (Ensemble? models, string? fault) = TryModels(registry);
        var warnings = new List<string>([.. remarks, .. update.Warnings]);
        if (models is { IsFitted: false })
            warnings.Add(thresholds);
        var rule = new SeriousRule(store, context.Request.AcceptSerious);
        var maker = new TickerDay(store, signals, models, fault, update, days.Pending.Count, started, rule);
        var risk = new RiskDay(new(context.Workspace.ModelsFolder), maker.Bars, rule);
        (int made, int reasons, int forecasts, double? latency) = (0, 0, 0, null);
        var done = new List<DateOnly>();
        // What an earlier process stored and died before telling, or an observer failed at, waits
        // for no ticker that is still missing.
        await publisher.RunAsync(days.IsComplete, progress, cancellation).ConfigureAwait(false);
        _isObserverBehind |= publisher.IsBehind;
        foreach (DateOnly day in days.Pending)
        {
            cancellation.ThrowIfCancellationRequested();
            SignalRecord[] records =
            [
                .. days.PendingOn(day).Select(t => maker.Make(t, day, Time.GetUtcNow())).OfType<SignalRecord>(),
            ];
            if (records.Length == 0)
                continue;
            IReadOnlyList<RiskForecastRecord> risks = risk.Make(records, day, Time.GetUtcNow());
            signals.Append(records, risks);
            days.Take(records);
            forecasts += risks.Count(r => r.Volatility is not null);
            done.Add(day);
            made += records.Count(r => r.Signal is not null);
            reasons += records.Count(r => r.Signal is null);
            if (day == due && records.Any(r => r is { Signal: not null, Late: false }))
                latency = (Time.GetUtcNow() - DayMoments.CloseOf(day)).TotalSeconds;
            progress?.Report(new Note($"{day:yyyy-MM-dd}: {Sentence(records)}"));
            await publisher.RunAsync(days.IsComplete, progress, cancellation).ConfigureAwait(false);
            _isObserverBehind |= publisher.IsBehind;
        }

        warnings.AddRange(maker.Findings.Union(risk.Findings).Select(f => f.Text));
        if (risk.Fault is { } fell)
            warnings.Add(fell);
        if (maker.Waiting.Count > 0)
            await new StaleData(publisher, Time, _schedule.Retry)
                .ReportAsync(maker.Waiting, progress, cancellation)
                .ConfigureAwait(false);
        int scored = OutcomeScoring.Run(signals, maker.Bars, due, Time.GetUtcNow()),
            riskScored = RiskScoring.Run(signals, maker.Bars, due, Time.GetUtcNow());
        warnings.AddRange(maker.Unread.Select(u => $"{u.Key} is left out of all that is made: {u.Value}"));
        if (made > 0)
            warnings.AddRange(
                await AfterAsync(
                        new(context, store, signals, registry, publisher),
                        models!,
                        due,
                        progress,
                        cancellation
                    )
                    .ConfigureAwait(false)
            );
        return new()
        {
            Day = due,
            Status = maker.Waiting.Count > 0 ? LiveRunStatus.Waiting : LiveRunStatus.Done,
            StartedAt = started,
            Seconds = 0,
            SecondsAfterClose = latency,
            Days = done,
            Signals = made,
            Reasons = reasons,
            Scored = scored,
            RiskForecasts = forecasts,
            RiskScored = riskScored,
            WaitingFor = maker.Waiting.ToDictionary(w => w.Key, w => w.Value.Reason),
            Warnings = warnings,
            Findings = [.. maker.Findings],
        };
    }

    /// <summary>What follows the signals and must never stand in their way: drift, and a retraining
    /// where it is time.</summary>
    private static async Task<IReadOnlyList<string>> AfterAsync(
        DriftAndRetraining after,
        Ensemble models,
        DateOnly due,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        try
        {
            await after.ReportDriftAsync(models, due, progress, cancellation).ConfigureAwait(false);
            await after.RetrainAsync(models, due, progress, cancellation).ConfigureAwait(false);
            return [];
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return [$"The signals are made, but what follows them failed: {ErrorText(e)}"];
        }
    }

    /// <summary>Writes the run into the journal, and tells of it. A disk that is full can't take
    /// the entry; the run is told of all the same.</summary>
    private async Task EndAsync(LiveRun run, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (run.Status == LiveRunStatus.NothingDue)
            return;
        string text = run.Status switch
        {
            LiveRunStatus.Failed => $"The run of {run.Day:yyyy-MM-dd} failed: {run.Error}",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"The run of {run.Day:yyyy-MM-dd} is {StateName.Of(run.Status)}: {run.Signals} signal(s), "
            )
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Reasons} reason(s), {run.Scored} forecast(s) scored, {run.Seconds:0.0} s."
                ),
        };
        progress?.Report(new Note(text, run.Status == LiveRunStatus.Failed));
        foreach (string warning in run.Warnings)
            progress?.Report(new Note(warning, IsWarning: true));
        try
        {
            using SignalStore signals = SignalStore.Open(context.Workspace);
            signals.Note("run", Time.GetUtcNow(), run.Day, JsonSerializer.Serialize(run, LedgerJson.Default.LiveRun));
            await new Publisher(signals, context.Observers)
                .TellAsync(new RunEnded(Time.GetUtcNow(), text, run), progress, cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            progress?.Report(new Note($"The journal could not be written: {e.Message}", IsWarning: true));
        }
    }

    private DateTimeOffset NextAt(LiveRun run)
    {
        DateTimeOffset now = Time.GetUtcNow(),
            again = now + _schedule.Retry;
        try
        {
            DateTimeOffset next = _schedule.NextDue(now);
            return (run.Status is LiveRunStatus.Waiting or LiveRunStatus.Failed || _isObserverBehind) && again < next
                ? again
                : next;
        }
        catch (ArgumentOutOfRangeException) // beyond the calendar: the clock is wrong
        {
            return again;
        }
    }

    /// <summary>An old log that can't be taken in must not stand in the way of today's signals.</summary>
    private void TakeInLog(SignalStore signals, List<string> remarks)
    {
        try
        {
            PredictionLogIntake.Run(context.Workspace, signals, Time.GetUtcNow());
        }
        catch (StorageException e) when (e.Fault is StorageFault.Damaged or StorageFault.Failed)
        {
            remarks.Add(e.Message);
        }
    }

    private static (Ensemble? Models, string? Fault) TryModels(ModelRegistry registry)
    {
        try
        {
            return (Ensemble.Load(registry), null);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            return (null, e.Message);
        }
    }

    private static string ErrorText(Exception e) =>
        (
            e
                is MarketDataException
                    or PloutosException
                    or StorageException
                    or IOException
                    or InvalidDataException
                    or UnauthorizedAccessException
                ? e.Message
                : $"{e.GetType().Name}: {e.Message}"
        ).ReplaceLineEndings(" ");

    private static string Sentence(SignalRecord[] records) =>
        string.Join(", ", records.Take(8).Select(r => $"{r.Ticker} {r.Signal ?? "no signal"}"))
        + (records.Length > 8 ? $" and {records.Length - 8} more" : "");
}
