using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Web.Json;
using Ploutos.Web.Observability;
using Ploutos.Workflows.Views;
using Prometheus;

namespace Ploutos.Web.Endpoints;

/// <summary>What machines ask: alive, ready, and figures. The first two need no key and tell
/// nothing that would need one.</summary>
internal static class HealthEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", static () => TypedResults.Text("alive\n"))
            .AllowAnonymous()
            .WithName("alive")
            .WithSummary("200 while the server answers.");

        app.MapGet(
                "/health/ready",
                static Results<Ok<Readiness>, JsonHttpResult<Readiness>> (IWorkspaceViews views) =>
                {
                    IReadOnlyList<ReadyCheck> checks = views.Readiness();
                    return checks.All(c => c.Ok)
                        ? TypedResults.Ok(new Readiness("ready", checks))
                        : TypedResults.Json(
                            new Readiness(
                                "not_ready",
                                [
                                    .. checks.Select(c =>
                                        c with
                                        {
                                            Detail = c.Ok
                                                ? null
                                                : $"See GET /api/v7/{(c.Name == "store" ? "data" : "evidence")}.",
                                        }
                                    ),
                                ]
                            ),
                            statusCode: StatusCodes.Status503ServiceUnavailable
                        );
                }
            )
            .AllowAnonymous()
            .WithName("ready")
            .WithSummary("200 where bars and models are there to answer with, else 503.")
            .Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);

        app.MapMetrics("/metrics", app.Services.GetRequiredService<PrometheusPage>().Registry);
    }
}
