using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Signals.Daily;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Endpoints;

/// <summary>The daily run, and what follows from its signals.</summary>
internal static class LiveEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/live", Ok<LiveStatus> (IDailyWorkflows daily) => TypedResults.Ok(daily.Status()))
            .WithName("live")
            .WithSummary("How the daily run is doing: health, runs, age of bars, drift, calibration.");

        api.MapGet("/paper", Ok<PaperStatus> (IPaperWorkflows paper) => TypedResults.Ok(paper.PaperStatus()))
            .WithName("paper")
            .WithSummary("The paper account as the book has it: equity, positions, orders, the last days.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet("/alerts", Ok<AlertOverview> (IAlertWorkflows alerts) => TypedResults.Ok(alerts.Alerts()))
            .WithName("alerts")
            .WithSummary("Channels and rules of the alerts, without secrets, and the newest alerts of the outbox.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }
}
