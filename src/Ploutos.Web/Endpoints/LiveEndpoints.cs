using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Signals.Daily;
using Ploutos.Workflows;

namespace Ploutos.Web.Endpoints;

/// <summary>The daily run.</summary>
internal static class LiveEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/live", Ok<LiveStatus> (IPloutosWorkflows workflows) => TypedResults.Ok(workflows.Status()))
            .WithName("live")
            .WithSummary("How the daily run is doing: health, runs, age of bars, drift, calibration.");
}
