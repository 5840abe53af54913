using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Signals.Daily;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Endpoints;

/// <summary>The daily run.</summary>
internal static class LiveEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/live", Ok<LiveStatus> (IDailyWorkflows daily) => TypedResults.Ok(daily.Status()))
            .WithName("live")
            .WithSummary("How the daily run is doing: health, runs, age of bars, drift, calibration.");
}
