using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Market;
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
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Signals.Daily;

/// <summary>What is due in one run, on open stores: the bars, the records of each day that a ticker of the
/// watchlist lacks, and what follows them.</summary>
internal sealed class DueDays(
    LiveContext context,
    BarStore store,
    SignalStore signals,
    IProgress<WorkflowEvent>? progress,
    CancellationToken cancellation
)
{
    private readonly Publisher _publisher = new(signals, context.Observers);
    private readonly ModelRegistry _registry = new(context.Workspace.ModelsFolder);

    /// <summary>An observer failed and has signals yet to be told.</summary>
    public bool IsObserverBehind => _publisher.IsBehind;

    private TimeProvider Time => context.Time;

    /// <summary>The markets of the watchlist, once it is read.</summary>
    public IReadOnlyCollection<ExchangeCalendar> Markets { get; private set; } = [ExchangeCalendars.NewYork];

    /// <summary>Does what is due.</summary>
    /// <param name="schedule">When a market's day is.</param>
    /// <param name="started">When the run began.</param>
    /// <exception cref="NoDataException">There is no ticker.</exception>
    public async Task<LiveRun> RunAsync(LiveSchedule schedule, DateTimeOffset started)
    {
        WatchedTickers watched = new Watchlist(context.Workspace).Read(store);
        // Looked up once: of thousands of tickers, each look costs
        Dictionary<string, ExchangeCalendar> markets = watched
            .Tickers.Distinct(StringComparer.Ordinal)
            .ToDictionary(t => t, t => DayMoments.MarketOf(store, t), StringComparer.Ordinal);
        Dictionary<ExchangeCalendar, DateOnly> lastDue = markets
            .Values.Distinct()
            .ToDictionary(m => m, m => schedule.LastDue(started, m));
        Dictionary<string, DateOnly?> ended = store
            .List()
            .ToDictionary(t => t.Ticker, t => t.Instrument.EndedOn, StringComparer.Ordinal);
        DateOnly DueOf(string ticker) => lastDue[markets[ticker]];
        var recorded = new RecordedDays(signals);
        IReadOnlyList<string> tickers = watched.DueBy(DueOf, t => recorded.FirstLacking(t, markets[t], DueOf(t)));
        List<string> remarks = [.. watched.Warnings];
        if (tickers.Count == 0)
            throw watched.None(schedule.LastDue(started, ExchangeCalendars.NewYork));
        _publisher.Begin();
        TakeInLog(remarks);
        var days = new DayPlan(
            recorded,
            tickers.ToDictionary(t => t, t => markets[t], StringComparer.Ordinal),
            market => lastDue[market],
            ticker => ended.GetValueOrDefault(ticker),
            watched.DaysOf
        );
        Markets = days.Markets;
        DateOnly due = days.Due;
        if (!days.IsDone)
        {
            progress?.Report(
                new StageStarted(
                    "live",
                    $"{due:yyyy-MM-dd}, {tickers.Count} ticker(s), {days.Pending.Count} day(s) to do"
                )
            );
            return await MakeAsync(days, [.. tickers.Where(days.IsPending)], started, remarks).ConfigureAwait(false);
        }

        await PublishAsync(days).ConfigureAwait(false);
        return new()
        {
            Day = due,
            Status = LiveRunStatus.NothingDue,
            StartedAt = started,
            Seconds = 0,
            Warnings = remarks,
        };
    }

    private async Task<LiveRun> MakeAsync(
        DayPlan days,
        IReadOnlyList<string> lacking,
        DateTimeOffset started,
        List<string> warnings
    )
    {
        DateOnly due = days.Due;
        string[] rates = [.. Rates().Except(lacking)];
        BarUpdateResult update = new BarUpdate(store, Time, context.Sources, context.Request.Source).Run(
            [.. lacking, .. rates],
            ticker =>
                rates.Contains(ticker) ? ExchangeCalendars.ForeignExchange.LastFinished(started) : days.DueOf(ticker),
            progress,
            cancellation
        );
        LiveTelemetry.Mark("bars");
        (Ensemble? models, string? fault) = Models(update, warnings);
        var rule = new SeriousRule(store, context.Request.AcceptSerious);
        using var bars = new RunBars(store.Path);
        var maker = new TickerDay(store, bars, signals, models, fault, update, days, started, rule);
        var risk = new RiskDay(new(context.Workspace.ModelsFolder), bars.Of, rule);
        var records = new DayRecords(signals, days, maker, risk, Time);
        // What an earlier process stored and died before telling, or an observer failed at, waits
        // for no ticker that is still missing.
        await PublishAsync(days).ConfigureAwait(false);
        foreach (DateOnly day in days.Pending)
        {
            cancellation.ThrowIfCancellationRequested();
            if (records.Make(day, progress))
                await PublishAsync(days).ConfigureAwait(false);
        }

        // A market's bar that is not due yet scores nothing.
        (StoredTicker, BarSeries)? Finished(string ticker) =>
            bars.Of(ticker) is ({ } stored, { } series) ? (stored, series.UpTo(days.DueOf(ticker))) : null;
        MarketFeatures? MarketOf(ExpertDefinition expert, string version) =>
            PoolOf(expert, version) is { } pool
                ? MarketFeatures.Compute([
                    .. pool.Select(Finished).OfType<(StoredTicker, BarSeries)>().Select(t => t.Item2),
                ])
                : null;

        warnings.AddRange(maker.Findings.Union(risk.Findings).Select(f => f.Text));
        if (risk.Fault is { } fell)
            warnings.Add(fell);
        if (maker.Waiting.Count > 0)
            await new StaleData(_publisher, Time, new LiveSchedule(context.Request).Retry)
                .ReportAsync(maker.Waiting, days.MarketOf, progress, cancellation)
                .ConfigureAwait(false);
        int scored = OutcomeScoring.Run(signals, Finished, ExpertOf, MarketOf, due, Time.GetUtcNow()),
            riskScored = RiskScoring.Run(signals, Finished, due, Time.GetUtcNow());
        warnings.AddRange(bars.Unread.Select(u => $"{u.Key} is left out of all that is made: {u.Value}"));
        if (records.Signals > 0)
            warnings.AddRange(await FollowAsync(models!, days).ConfigureAwait(false));
        return records.Tell(
            new()
            {
                Day = due,
                Status = maker.Waiting.Count > 0 ? LiveRunStatus.Waiting : LiveRunStatus.Done,
                StartedAt = started,
                Seconds = 0,
                Scored = scored,
                RiskScored = riskScored,
                WaitingFor = maker.Waiting.ToDictionary(w => w.Key, w => w.Value.Reason),
                Warnings = warnings,
                Findings = [.. maker.Findings],
            }
        );
    }

    /// <summary>The stored exchange rates, which a paper account in one currency needs for tickers of
    /// others.</summary>
    private IEnumerable<string> Rates() =>
        File.Exists(context.Workspace.PaperFile)
            ? store
                .List()
                .Where(t => t.Instrument.Kind == InstrumentKind.Currency && t.Origin == DataOrigin.Observed)
                .Select(t => t.Ticker)
            : [];

    /// <summary>The expert of a forecast: built in, or a file as it was when the forecast's model was
    /// trained.</summary>
    private ExpertDefinition? ExpertOf(SignalOpinion opinion)
    {
        if (ExpertDefinition.All.FirstOrDefault(e => e.Name == opinion.Expert) is { } known)
            return known;
        try
        {
            return new ExpertCatalog(context.Workspace).AsTrained(opinion.Expert, opinion.Version);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    /// <summary>The tickers that a version was trained among; null where it is not there any more.</summary>
    private IReadOnlyList<string>? PoolOf(ExpertDefinition expert, string version)
    {
        try
        {
            return _registry.Versions.Load(expert, version).Card.Data.Pool;
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException or StorageException)
        {
            return null;
        }
    }

    private Task PublishAsync(DayPlan days) => _publisher.RunAsync(days.IsComplete, progress, cancellation);

    /// <summary>The models, or why there are none; thresholds are fitted again where they are of other
    /// models.</summary>
    private (Ensemble? Models, string? Fault) Models(BarUpdateResult update, List<string> warnings)
    {
        string thresholds = "";
        (Ensemble? Models, string? Fault) loaded;
        try
        {
            EnsembleDefinition ensemble = new EnsembleCatalog(context.Workspace).Current();
            thresholds = new ThresholdRefit(context.Workspace, Time, ensemble).Ensure();
            loaded = (Ensemble.Load(_registry, ensemble), null);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException or PloutosException)
        {
            loaded = (null, e.Message);
        }

        warnings.AddRange(update.Warnings);
        if (loaded.Models is { IsFitted: false })
            warnings.Add(thresholds);
        return loaded;
    }

    /// <summary>What follows the signals and must never stand in their way: drift, and a retraining
    /// where it is time.</summary>
    private async Task<IReadOnlyList<string>> FollowAsync(Ensemble models, DayPlan days)
    {
        try
        {
            var after = new DriftAndRetraining(context, store, signals, _registry, _publisher);
            await after.ReportDriftAsync(models, days.Due, progress, cancellation).ConfigureAwait(false);
            await after.RetrainAsync(models, days.Due, days.Main, progress, cancellation).ConfigureAwait(false);
            return [];
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return [$"The signals are made, but what follows them failed: {DailyRun.ErrorText(e)}"];
        }
    }

    /// <summary>An old log that can't be taken in must not stand in the way of today's signals.</summary>
    private void TakeInLog(List<string> remarks)
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
}
