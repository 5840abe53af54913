using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Proof;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using static Ploutos.Web.Endpoints.JobChecks;

namespace Ploutos.Web.Endpoints;

/// <summary>Whether the pipeline that trains is honest: a job that puts it to the proof, and the newest
/// result.</summary>
internal static class ProofEndpoints
{
    private const int MostNoise = 20,
        MostWindow = 64;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/proof",
                Results<Ok<ProofReport>, ProblemHttpResult> (JobBoard jobs) =>
                    LastProof.Of(jobs) is { } proof
                        ? TypedResults.Ok(proof)
                        : Problems.Of(
                            StatusCodes.Status404NotFound,
                            "not_made_yet",
                            "No proof was made by this server yet. POST /api/v7/jobs/prove makes one."
                        )
            )
            .WithName("proof")
            .WithSummary("The newest proof of the training pipeline: what was checked, and what was found.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>The work that a body asks for.</summary>
    /// <exception cref="ViewException">A value breaks its rule.</exception>
    public static JobWork Work(ProveJobRequest body, IBarWorkflows bars, IResearchWorkflows research)
    {
        RequireIn(body.Noise, 0, MostNoise, "noise");
        RequireIn(body.Window, 1, MostWindow, "window");
        var otherwise = new ProveRequest();
        var asked = new ProveRequest
        {
            Experts = Experts(body.Experts, research),
            Tickers = Stored(body.Tickers, bars, body.TestFrom),
            Noise = body.Noise ?? otherwise.Noise,
            TestFrom = body.TestFrom,
            Window = body.Window ?? otherwise.Window,
            Seed = body.Seed ?? otherwise.Seed,
        };
        return new(
            "prove",
            asked.Experts is null ? "all experts" : string.Join(", ", asked.Experts),
            JsonSerializer.SerializeToElement(body, ApiJson.Default.ProveJobRequest),
            1,
            (progress, stop) =>
                JsonSerializer.SerializeToElement(research.Prove(asked, progress, stop), ApiJson.Default.ProofReport)
        );
    }
}
