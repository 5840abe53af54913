using System.Runtime.CompilerServices;
using System.Text.Json;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Jobs;

/// <summary>One piece of long work and what it told. Its news stay readable after its end, so that
/// a browser that went away and comes back misses nothing. Safe for many threads.</summary>
internal sealed class Job : IProgress<WorkflowEvent>, IDisposable
{
    /// <summary>Most events that are kept; of a longer job the oldest are forgotten.</summary>
    public const int KeptEvents = 4000;

    private readonly Lock _gate = new();
    private readonly Queue<JobEvent> _events = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ProgressMeter _meter;
    private readonly CancellationToken _stopping;
    private TaskCompletionSource _news = NewSignal();
    private JobSnapshot _snapshot;

    public Job(JobSnapshot begun, int parts) => (_snapshot, _meter, _stopping) = (begun, new(parts), _stop.Token);

    /// <summary>Its name in addresses.</summary>
    public string Id => _snapshot.Id;

    /// <summary>Of one kind one runs at a time.</summary>
    public string Kind => _snapshot.Kind;

    /// <summary>Asks the work to stop.</summary>
    public CancellationToken Stopping => _stopping;

    /// <summary>The job as it stands.</summary>
    public JobSnapshot Snapshot
    {
        get
        {
            lock (_gate)
                return _snapshot;
        }
    }

    /// <summary>Whether nothing more comes.</summary>
    public bool IsOver => Snapshot.State != JobState.Running;

    /// <summary>Asks the job to stop; it ends when its work lets go.</summary>
    public void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended long ago and was forgotten between the question and this call: there is
            // nothing to stop.
        }
    }

    public void Dispose() => _stop.Dispose();

    public void Report(WorkflowEvent value)
    {
        (string type, string json) = EventJson.Of(value);
        lock (_gate)
        {
            _meter.Take(value);
            _snapshot = _snapshot with { Progress = _meter.Now };
            Append(type, json);
        }
    }

    /// <summary>Ends the job; its last event is <c>end</c> with the snapshot.</summary>
    public void End(JobSnapshot ended)
    {
        lock (_gate)
        {
            _snapshot = ended;
            Keep(new(ended.LastEvent, "end", JsonSerializer.Serialize(ended, ApiJson.Default.JobSnapshot)));
        }
    }

    /// <summary>Events after a number, as they come, until the job's end. Null means that nothing
    /// came for <paramref name="patience"/>: a sign of life is due.</summary>
    public async IAsyncEnumerable<JobEvent?> Follow(
        long after,
        TimeSpan patience,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        while (true)
        {
            (JobEvent[] fresh, bool over, Task news) = After(after);
            foreach (JobEvent e in fresh)
                yield return e;
            if (fresh.Length > 0)
                after = fresh[^1].Number;
            if (over)
                yield break;
            bool quiet = false;
            try
            {
                await news.WaitAsync(patience, time, cancellation);
            }
            catch (TimeoutException)
            {
                quiet = true;
            }

            if (quiet)
                yield return null;
        }
    }

    private (JobEvent[] Fresh, bool Over, Task News) After(long number)
    {
        lock (_gate)
            return ([.. _events.Where(e => e.Number > number)], _snapshot.State != JobState.Running, _news.Task);
    }

    private void Append(string type, string json)
    {
        _snapshot = _snapshot with { LastEvent = _snapshot.LastEvent + 1 };
        Keep(new(_snapshot.LastEvent, type, json));
    }

    private void Keep(JobEvent told)
    {
        _events.Enqueue(told);
        if (_events.Count > KeptEvents)
            _events.Dequeue();
        _news.TrySetResult();
        _news = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
