using System.Runtime.ExceptionServices;

namespace Ploutos.Tuning;

/// <summary>The loop of <see cref="Study.Optimize"/>: claim, evaluate, finish, until a limit is
/// reached.</summary>
internal sealed class Optimizer(
    Study study,
    Func<Trial, double> objective,
    OptimizeOptions options,
    CancellationToken cancellation
)
{
    /// <summary>How long the end of the other workers' last trial may go unnoticed.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(0.5);

    private readonly Lock _callbackGate = new();
    private int _started;
    private volatile bool _stopped;
    private ExceptionDispatchInfo? _failure;

    public void Run()
    {
        using CancellationTokenSource deadline = options.Timeout is { } t
            ? new CancellationTokenSource(t, study.Time)
            : new CancellationTokenSource();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            deadline.Token,
            cancellation
        );
        if (options.Jobs == 1)
        {
            Work(end.Token);
        }
        else
        {
            // Threads of their own: a trial may take hours and must not starve the pool.
            Thread[] threads =
            [
                .. Enumerable
                    .Range(0, options.Jobs)
                    .Select(i => new Thread(() => Work(end.Token)) { Name = $"trial worker {i}", IsBackground = true }),
            ];
            foreach (Thread thread in threads)
                thread.Start();
            foreach (Thread thread in threads)
                thread.Join();
        }
        _failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    private void Work(CancellationToken end)
    {
        try
        {
            while (!_stopped && !end.IsCancellationRequested && TakeTurn())
            {
                if (!RunNext() && !WaitForOthers(end))
                    return;
            }
        }
        catch (Exception e)
        {
            // The first failure ends all jobs and is thrown where the caller waits.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            _stopped = true;
        }
    }

    private bool TakeTurn() => options.Trials is not { } limit || Interlocked.Increment(ref _started) <= limit;

    /// <summary>Waits a moment while other workers run the study's last trials; false when none is
    /// running.</summary>
    private bool WaitForOthers(CancellationToken end)
    {
        Interlocked.Decrement(ref _started);
        if (study.Storage.CountWithHeartbeat(study.Id) == 0 || study.Storage.HeartbeatInterval is not { } interval)
            return false;
        try
        {
            Task.Delay(interval / 4 < LongestPause ? interval / 4 : LongestPause, study.Time, end)
                .GetAwaiter()
                .GetResult();
        }
        catch (OperationCanceledException)
        {
            // The loop's condition sees the end.
        }
        return true;
    }

    /// <summary>Claims a trial and runs it; false when there is none to claim.</summary>
    private bool RunNext()
    {
        try
        {
            if (study.Start(options.TotalTrials, withHeartbeat: true, cancellation) is not { } trial)
                return false;
            RunTrial(trial);
        }
        catch (TrialLostException)
        {
            // Whoever took it over ends it; this worker goes on.
        }
        return true;
    }

    private void RunTrial(Trial trial)
    {
        try
        {
            FrozenTrial frozen;
            using (StartHeartbeat(trial))
                frozen = Evaluate(trial);
            lock (_callbackGate)
            {
                foreach (Action<Study, FrozenTrial> callback in options.Callbacks)
                    callback(study, frozen);
            }
            if (study.WithSampler(s => s.IsExhausted(() => study.Trials)))
                _stopped = true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            study.Storage.Release(trial.Claim);
        }
    }

    private FrozenTrial Evaluate(Trial trial)
    {
        double value;
        try
        {
            value = objective(trial);
        }
        catch (TrialPrunedException)
        {
            return study.Tell(trial, TrialState.Pruned);
        }
        catch (Exception e)
            when (e is not TrialLostException and not StudyStorageException
                && !(e is OperationCanceledException && cancellation.IsCancellationRequested)
            )
        {
            FrozenTrial failed = Fail(trial, $"{e.GetType().Name}: {e.Message}");
            if (options.ContinueAfter?.Invoke(e) != true)
                throw;
            return failed;
        }
        return double.IsNaN(value)
            ? Fail(
                trial,
                "The objective's value must be a number, but it returned NaN. Return infinity for a point that is out"
                    + " of the question."
            )
            : study.Tell(trial, value);
    }

    private FrozenTrial Fail(Trial trial, string reason)
    {
        study.Storage.SetUserAttribute(trial.Claim, "fail_reason", PythonJson.String(reason));
        return study.Tell(trial, TrialState.Fail);
    }

    private ITimer? StartHeartbeat(Trial trial)
    {
        if (study.Storage.HeartbeatInterval is not { } interval)
            return null;
        return study.Time.CreateTimer(_ => Beat(trial), null, interval, interval);
    }

    private void Beat(Trial trial)
    {
        try
        {
            study.Storage.Beat(trial.Claim);
        }
        catch (Exception e) when (e is StudyStorageException or TrialLostException or ObjectDisposedException)
        {
            // A missed beat is no harm: the next one follows, and the objective's own writes report
            // what is wrong.
        }
    }
}
