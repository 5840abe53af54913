using System.Globalization;
using Microsoft.Extensions.Logging;
using Ploutos.Web.Http;
using Ploutos.Web.Json;
using Ploutos.Web.Observability;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Jobs;

/// <summary>All jobs of the server: those that run, one of each kind at most, and those that
/// ended, of earlier starts too. They belong to the server, not to the browser that started
/// them.</summary>
internal sealed partial class JobBoard(
    JobJournal journal,
    IWorkspaceViews views,
    ServerMetrics metrics,
    TimeProvider time,
    ILogger<JobBoard> log
) : IDisposable
{
    /// <summary>Ended jobs that are kept in the list.</summary>
    public const int KeptJobs = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Job> _jobs = [];
    private readonly Dictionary<string, (Job Job, Task Work)> _running = [];
    private IReadOnlyList<JobSnapshot>? _earlier;
    private int _started;

    /// <summary>All jobs, the newest first.</summary>
    public IReadOnlyList<JobSnapshot> List()
    {
        lock (_gate)
            return
            [
                .. _jobs
                    .Values.Select(j => j.Snapshot)
                    .Concat(Earlier())
                    .OrderByDescending(j => j.StartedAt)
                    .Take(KeptJobs),
            ];
    }

    /// <summary>A job of this start of the server, or null.</summary>
    public Job? Find(string id)
    {
        lock (_gate)
            return _jobs.GetValueOrDefault(id);
    }

    /// <summary>A job as it stands or ended, of earlier starts too; null for an unknown name.</summary>
    public JobSnapshot? Describe(string id)
    {
        lock (_gate)
            return _jobs.TryGetValue(id, out Job? job) ? job.Snapshot : Earlier().FirstOrDefault(j => j.Id == id);
    }

    /// <summary>Starts work on a thread of its own, unless a job of its kind runs.</summary>
    /// <returns>The new job, or the one that stands in its way.</returns>
    public (Job Job, bool Started) Start(JobWork work)
    {
        Job job;
        lock (_gate)
        {
            if (_running.TryGetValue(work.Kind, out (Job Job, Task Work) other))
                return (other.Job, false);
            DateTimeOffset now = time.GetUtcNow();
            string id = string.Create(
                CultureInfo.InvariantCulture,
                $"{now:yyyyMMdd'T'HHmmss}-{work.Kind}-{++_started}"
            );
            job = new(
                new()
                {
                    Id = id,
                    Kind = work.Kind,
                    State = JobState.Running,
                    Title = work.Title,
                    Request = work.Request,
                    StartedAt = now,
                    Progress = ProgressMeter.Starting,
                    LastEvent = 0,
                },
                work.Parts
            );
            journal.Write(job.Snapshot);
            _jobs.Add(id, job);
            Forget();
            Task running = Task.Factory.StartNew(
                () => Run(job, work),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            _running.Add(work.Kind, (job, running));
        }

        Started(job.Id, work.Title);
        return (job, true);
    }

    /// <summary>Asks all running jobs to stop and waits until they have.</summary>
    public async Task StopAll(TimeSpan patience)
    {
        (Job Job, Task Work)[] running;
        lock (_gate)
            running = [.. _running.Values];
        foreach ((Job job, _) in running)
            job.Cancel();
        try
        {
            await Task.WhenAll(running.Select(r => r.Work)).WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            Unfinished(running.Count(r => !r.Work.IsCompleted));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Job job in _jobs.Values)
                job.Dispose();
        }
    }

    private void Run(Job job, JobWork work)
    {
        Func<JobSnapshot, JobSnapshot> end;
        try
        {
            var result = work.Run(job, job.Stopping);
            end = s => s with { State = JobState.Succeeded, Result = result, Progress = ProgressMeter.Done };
        }
        catch (Exception e) when (job.Stopping.IsCancellationRequested && IsCancellation(e))
        {
            end = static s => s with { State = JobState.Cancelled };
        }
        catch (PloutosException e)
        {
            end = s =>
                s with
                {
                    State = JobState.Failed,
                    Error = e.Message,
                    Fault = Problems.NameOf(e.Fault),
                    Remedies = e.Remedies,
                };
        }
        catch (Exception e)
        {
            Failed(e, job.Id);
            end = s =>
                s with
                {
                    State = JobState.Failed,
                    Fault = "defect",
                    Error =
                        $"The {work.Kind} ended by a defect of Ploutos ({e.GetType().Name}); the server's log says"
                        + $" more. "
                        + "What it had finished is kept. Please report it.",
                };
        }

        JobSnapshot last = job.Snapshot;
        JobSnapshot ended = end(last) with { EndedAt = time.GetUtcNow(), LastEvent = last.LastEvent + 1 };
        journal.Write(ended);
        lock (_gate)
            _running.Remove(work.Kind); // before anybody hears of the end, so that the next may start at once
        views.Refresh(); // whoever hears of the end sees what was made
        job.End(ended);
        metrics.Count(ended);
        Ended(job.Id, ended.State, ended.Error ?? ended.Progress.Text);
    }

    private static bool IsCancellation(Exception e) =>
        e is OperationCanceledException
        || (
            e is AggregateException all
            && all.Flatten().InnerExceptions.All(inner => inner is OperationCanceledException)
        );

    private IReadOnlyList<JobSnapshot> Earlier() =>
        _earlier ??= [.. journal.Read().Where(j => !_jobs.ContainsKey(j.Id))];

    private void Forget()
    {
        foreach (
            Job old in _jobs
                .Values.Where(j => j.IsOver)
                .OrderByDescending(j => j.Snapshot.StartedAt)
                .Skip(KeptJobs)
                .ToArray()
        )
        {
            _jobs.Remove(old.Id);
            old.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Information, "Job {Id} begins: {Title}")]
    private partial void Started(string id, string title);

    [LoggerMessage(LogLevel.Information, "Job {Id} is {State}: {Text}")]
    private partial void Ended(string id, JobState state, string text);

    [LoggerMessage(LogLevel.Error, "Job {Id} ended by a defect")]
    private partial void Failed(Exception exception, string id);

    [LoggerMessage(LogLevel.Warning, "{Count} job(s) did not stop in time and are left behind")]
    private partial void Unfinished(int count);
}
