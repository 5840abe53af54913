using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Proof;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Endpoints;

/// <summary>Bars for charts, and what is stored.</summary>
internal static class BarEndpoints
{
    /// <summary>Findings shown where no limit is named.</summary>
    public const int DefaultFindings = 500;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/bars",
                Ok<BarColumns> (string? ticker, string? from, string? to, IWorkspaceViews views) =>
                    TypedResults.Ok(views.Bars(Asked.Ticker(ticker), Asked.Day(from, "from"), Asked.Day(to, "to")))
            )
            .WithStateTag()
            .WithName("bars")
            .WithSummary("Daily bars as columns, with the indicators of the charts.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/data",
                Ok<IReadOnlyList<StoredSeries>> (
                    string? limit,
                    string? cursor,
                    HttpContext context,
                    IWorkspaceViews views
                ) => TypedResults.Ok(context.Page(views.Data(), limit, cursor, s => s.Ticker))
            )
            .WithStateTag()
            .WithName("data")
            .WithSummary("What the store holds, a row a ticker.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapGet(
                "/data/findings",
                Ok<FindingList> (string? ticker, string? limit, IWorkspaceViews views) =>
                    TypedResults.Ok(views.Findings(Asked.TickerOrAll(ticker), Asked.Limit(limit, DefaultFindings)))
            )
            .WithStateTag()
            .WithName("findings")
            .WithSummary("What the quality check found in the stored bars, serious findings first.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
