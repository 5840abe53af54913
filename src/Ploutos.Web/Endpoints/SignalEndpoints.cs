using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Signals that were given in the past.</summary>
internal static class SignalEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/signals",
                Ok<IReadOnlyList<LoggedSignal>> (string? ticker, string? limit, IWorkspaceViews views) =>
                    TypedResults.Ok(views.Signals(Asked.TickerOrAll(ticker), Asked.Limit(limit, 500)))
            )
            .WithName("signals")
            .WithSummary("Logged predictions, the newest last; without a ticker, of all.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
}
