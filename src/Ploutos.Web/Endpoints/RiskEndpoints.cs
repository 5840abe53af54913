using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Signals.Risk;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Risk forecasts in units. A GET changes nothing: it fits no model.</summary>
internal static class RiskEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/risk",
                Ok<RiskReport> (string? ticker, string? as_of, IWorkspaceViews views) =>
                    TypedResults.Ok(views.Risk(Asked.Ticker(ticker), Asked.Day(as_of, "as_of")))
            )
            .WithStateTag()
            .WithName("risk")
            .WithSummary("Forecast volatility of the next 5 and 21 bars, its 80 % interval and the 5 % loss limit.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

        api.MapGet(
                "/risk/past",
                Ok<RiskPast> (string? ticker, string? as_of, IWorkspaceViews views) =>
                    TypedResults.Ok(views.RiskPast(Asked.Ticker(ticker), Asked.Day(as_of, "as_of")))
            )
            .WithStateTag()
            .WithName("risk-past")
            .WithSummary("A year of risk forecasts, by today's model, against what came, as columns.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
