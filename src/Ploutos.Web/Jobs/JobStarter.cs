using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Ploutos.Web.Http;
using Ploutos.Web.Json;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Jobs;

/// <summary>Puts work on the board and answers for it.</summary>
internal sealed class JobStarter(JobBoard board)
{
    /// <summary>202 with the job, or 409 with the one that runs.</summary>
    public Results<Accepted<JobSnapshot>, ProblemHttpResult> Start(JobWork work)
    {
        (Job job, bool started) = board.Start(work);
        string address = $"/api/v7/jobs/{job.Id}";
        return started
            ? TypedResults.Accepted(address, job.Snapshot)
            : Problems.Of(
                StatusCodes.Status409Conflict,
                "job_running",
                $"A {work.Kind} job runs already ({job.Id}). Watch it at {address}/events, "
                    + $"wait for its end, or stop it with DELETE {address}.",
                new("job", job.Id),
                new("job_url", address)
            );
    }
}
