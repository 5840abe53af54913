using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Ledger;
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
    private IReadOnlyCollection<ExchangeCalendar> _markets = [ExchangeCalendars.NewYork];

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
            run = await DueAsync(started, progress, cancellation).ConfigureAwait(false);
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
        DateTimeOffset started,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        using BarStore store = new DataWorkflow(context.Workspace, Time).OpenOrCreateStore();
        using SignalStore signals = SignalStore.Open(context.Workspace);
        var days = new DueDays(context, store, signals, progress, cancellation);
        try
        {
            return await days.RunAsync(_schedule, started).ConfigureAwait(false);
        }
        finally
        {
            (_isObserverBehind, _markets) = (days.IsObserverBehind, days.Markets);
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
                    $"{(run.Reasons > 0 ? $"{run.Reasons} left out with a reason, " : "")}"
                )
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(run.Scored > 0 ? $"{run.Scored} forecast(s) scored, " : "")}{run.Seconds:0.0} s."
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
            DateTimeOffset next = _markets.Min(m => _schedule.NextDue(now, m));
            return (run.Status is LiveRunStatus.Waiting or LiveRunStatus.Failed || _isObserverBehind) && again < next
                ? again
                : next;
        }
        catch (ArgumentOutOfRangeException) // beyond the calendar: the clock is wrong
        {
            return again;
        }
    }

    /// <summary>What a run tells of an error, in one line.</summary>
    internal static string ErrorText(Exception e) =>
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
}
