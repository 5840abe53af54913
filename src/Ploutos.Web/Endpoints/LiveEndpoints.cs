using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Alerts;
using Ploutos.PaperTrading;
using Ploutos.Signals.Daily;
using Ploutos.Signals.History;
using Ploutos.Web.Models;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Endpoints;

/// <summary>The daily run, and what follows from its signals.</summary>
internal static class LiveEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/live", Ok<LiveStatus> (RecentStatus status) => TypedResults.Ok(status.Now()))
            .WithName("live")
            .WithSummary("How the daily run is doing: health, runs, age of bars, drift, calibration.");

        api.MapGet("/live/track", Ok<TrackHistory> (IDailyWorkflows daily) => TypedResults.Ok(daily.Track()))
            .WithName("track")
            .WithSummary("How earlier forecasts came out, day by day against their baselines, and the last runs.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapGet("/paper/history", Ok<PaperHistory> (IPaperWorkflows paper) => TypedResults.Ok(paper.PaperHistory()))
            .WithName("paper-history")
            .WithSummary("The paper account day by day, beside buy and hold of its tickers.")
            .ProducesProblem(StatusCodes.Status404NotFound);

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
