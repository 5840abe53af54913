using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Jobs: what runs, what ended, what it tells, and how to stop it.</summary>
internal static class JobEndpoints
{
    /// <summary>Between two signs of life of a job that tells nothing; below the half minute after
    /// which proxies give up.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/jobs",
                Ok<IReadOnlyList<JobSnapshot>> (string? limit, string? cursor, HttpContext context, JobBoard jobs) =>
                    TypedResults.Ok(context.Page(jobs.List(), limit, cursor, j => j.Id))
            )
            .WithName("jobs")
            .WithSummary("Jobs that run and jobs that ended, the newest first.");

        api.MapGet(
                "/jobs/{id}",
                Results<Ok<JobSnapshot>, ProblemHttpResult> (string id, JobBoard jobs) =>
                    jobs.Describe(id) is { } job ? TypedResults.Ok(job) : Unknown()
            )
            .WithName("job")
            .WithSummary("One job as it stands.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/jobs/{id}/events",
                IResult (
                    string id,
                    [FromHeader(Name = "Last-Event-ID")] string? last,
                    JobBoard jobs,
                    TimeProvider time,
                    HttpContext context
                ) =>
                {
                    long after = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                        ? number
                        : 0;
                    if (jobs.Find(id) is not { } job)
                        return jobs.Describe(id) is { } ended ? Ended(context, ended, after) : Unknown();
                    // 204 tells a browser that reconnects after the end that nothing more comes.
                    return job.IsOver && after >= job.Snapshot.LastEvent
                        ? TypedResults.NoContent()
                        : EventStreams.Of(context, cancellation => Events(job, after, time, cancellation));
                }
            )
            .WithName("job-events")
            .WithSummary("A job's news as server-sent events; with Last-Event-ID only those after it.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapDelete(
                "/jobs/{id}",
                Results<Accepted<JobSnapshot>, Ok<JobSnapshot>, ProblemHttpResult> (string id, JobBoard jobs) =>
                {
                    if (jobs.Find(id) is not { IsOver: false } job)
                        return jobs.Describe(id) is { } ended ? TypedResults.Ok(ended) : Unknown();
                    job.Cancel();
                    return TypedResults.Accepted($"/api/v7/jobs/{id}", job.Snapshot);
                }
            )
            .WithName("cancel-job")
            .WithSummary("Asks a job to stop; what it has finished is kept.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static ProblemHttpResult Unknown() =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "unknown_job",
            "There is no such job. GET /api/v7/jobs lists those there are."
        );

    private static IResult Ended(HttpContext context, JobSnapshot job, long after)
    {
        if (after >= job.LastEvent)
            return TypedResults.NoContent();
        string json = JsonSerializer.Serialize(job, ApiJson.Default.JobSnapshot);
        var end = new SseItem<string>(json, "end") { EventId = job.LastEvent.ToString(CultureInfo.InvariantCulture) };
        return EventStreams.Of(context, _ => One(end));
    }

    private static async IAsyncEnumerable<SseItem<string>> One(SseItem<string> item)
    {
        await Task.CompletedTask;
        yield return item;
    }

    private static async IAsyncEnumerable<SseItem<string>> Events(
        Job job,
        long after,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // Without a number, so that it does not count as heard: whoever comes first sees at once
        // where the job stands.
        yield return new SseItem<string>(JsonSerializer.Serialize(job.Snapshot, ApiJson.Default.JobSnapshot), "state");
        await foreach (JobEvent? told in job.Follow(after, Heartbeat, time, cancellation))
        {
            yield return told is null
                ? new SseItem<string>("{}", "heartbeat")
                : new SseItem<string>(told.Json, told.Type)
                {
                    EventId = told.Number.ToString(CultureInfo.InvariantCulture),
                };
        }
    }
}
