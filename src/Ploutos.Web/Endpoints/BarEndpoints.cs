using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Proof;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
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

        api.MapGet(
                "/data/findings/months",
                Ok<IReadOnlyList<FindingMonth>> (IWorkspaceViews views) =>
                    TypedResults.Ok(FindingMonth.Of(views.Findings(null, int.MaxValue)))
            )
            .WithStateTag()
            .WithName("finding-months")
            .WithSummary("How many findings each ticker has in each month.");

        api.MapGet(
                "/data/vintages",
                Ok<DataDiff> (string? ticker, string? before, string? after, IBarWorkflows bars) =>
                    TypedResults.Ok(
                        bars.Diff(Asked.Ticker(ticker), Asked.Vintage(before, "before"), Asked.Vintage(after, "after"))
                    )
            )
            .WithStateTag()
            .WithName("vintages")
            .WithSummary("The states of a ticker's past that sources reported, and how two of them differ.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
