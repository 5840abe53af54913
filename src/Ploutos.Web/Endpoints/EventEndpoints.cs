using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>One stream for a whole page: what changed in the workspace, and how the jobs are.</summary>
internal static class EventEndpoints
{
    /// <summary>Between two looks: news are for eyes.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(0.5);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/events",
                ServerSentEventsResult<string> (
                    IWorkspaceViews views,
                    JobBoard jobs,
                    TimeProvider time,
                    HttpContext context
                ) => EventStreams.Of(context, cancellation => Events(views, jobs, time, cancellation))
            )
            .WithName("events")
            .WithSummary("Changes of the workspace and of the jobs, as server-sent events.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    private static async IAsyncEnumerable<SseItem<string>> Events(
        IWorkspaceViews views,
        JobBoard jobs,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        string told = "";
        // The past is no news
        var heard = jobs.List().Where(j => j.EndedAt is not null).ToDictionary(j => j.Id, j => (j.LastEvent, j.State));
        long spoken = time.GetTimestamp();
        using var pace = new PeriodicTimer(s_pace, time);
        do
        {
            string status = JsonSerializer.Serialize(StatusEndpoints.Now(views, jobs), ApiJson.Default.ServerStatus);
            bool quiet = status == told;
            if (!quiet)
                yield return new(told = status, "status");
            foreach (JobSnapshot job in jobs.List().Reverse())
            {
                if (
                    heard.TryGetValue(job.Id, out (long LastEvent, JobState State) last)
                    && last == (job.LastEvent, job.State)
                )
                    continue;
                heard[job.Id] = (job.LastEvent, job.State);
                quiet = false;
                yield return new(JsonSerializer.Serialize(job, ApiJson.Default.JobSnapshot), "job");
            }

            if (quiet && time.GetElapsedTime(spoken) > JobEndpoints.Heartbeat)
            {
                quiet = false;
                yield return new("{}", "heartbeat");
            }

            if (!quiet)
                spoken = time.GetTimestamp();
        } while (await pace.WaitForNextTickAsync(cancellation));
    }
}
