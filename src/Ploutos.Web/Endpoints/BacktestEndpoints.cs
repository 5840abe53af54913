using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Backtests;
using Ploutos.Web.Json;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Endpoints;

/// <summary>Backtests that were made: whole, as columns, and their trades.</summary>
internal static class BacktestEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/backtests",
                Ok<IReadOnlyList<BacktestSummary>> (
                    string? limit,
                    string? cursor,
                    HttpContext context,
                    IResearchWorkflows research
                ) => TypedResults.Ok(context.Page(research.Backtests(), limit, cursor, b => b.Id))
            )
            .WithStateTag()
            .WithName("backtests")
            .WithSummary("Backtests, the newest first.");

        api.MapGet(
                "/backtests/compare",
                Ok<BacktestComparison> (string? ids, IResearchWorkflows research) =>
                    TypedResults.Ok(
                        BacktestComparison.Of([
                            .. BacktestIds.Compared(ids, "ids").Select(name => research.Backtest(name)),
                        ])
                    )
            )
            .WithStateTag()
            .WithName("compare-backtests")
            .WithSummary("Two to four backtests: figures side by side, options that differ, overfitting among them.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/backtests/{id}",
                Ok<BacktestResult> (string id, IResearchWorkflows research) => TypedResults.Ok(research.Backtest(id))
            )
            .WithStateTag()
            .WithName("backtest")
            .WithSummary("One backtest: equity against benchmark, figures with intervals, trades.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/backtests/{id}/series",
                Ok<BacktestCharts> (string id, IResearchWorkflows research) =>
                    TypedResults.Ok(BacktestCharts.Of(research.Backtest(id)))
            )
            .WithStateTag()
            .WithName("backtest-series")
            .WithSummary("A backtest day by day, as columns, and its profit by ticker.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/backtests/{id}/trades",
                Ok<IReadOnlyList<BacktestTrade>> (
                    string id,
                    string? ticker,
                    string? side,
                    string? result,
                    string? sort,
                    string? limit,
                    string? cursor,
                    HttpContext context,
                    IResearchWorkflows research
                ) =>
                {
                    IReadOnlyList<NumberedTrade> found = TradeQuery
                        .Of(ticker, side, result, sort)
                        .In(research.Backtest(id));
                    return TypedResults.Ok<IReadOnlyList<BacktestTrade>>([
                        .. context.Page(found, limit, cursor, t => t.Key).Select(t => t.Trade),
                    ]);
                }
            )
            .WithStateTag()
            .WithName("backtest-trades")
            .WithSummary("The trades of a backtest, filtered and sorted.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        MapFile(api, "series.csv", "A backtest day by day, as CSV.", BacktestCsv.Series);
        MapFile(api, "trades.csv", "The trades of a backtest, as CSV.", BacktestCsv.Trades);
    }

    private static void MapFile(
        RouteGroupBuilder api,
        string file,
        string summary,
        Func<BacktestResult, string> make
    ) =>
        api.MapGet(
                "/backtests/{id}/" + file,
                FileContentHttpResult (string id, IResearchWorkflows research) =>
                    TypedResults.File(
                        System.Text.Encoding.UTF8.GetBytes(make(research.Backtest(id))),
                        Csv,
                        $"backtest-{id}-{file}"
                    )
            )
            .WithName("backtest-" + file.Replace('.', '-'))
            .WithSummary(summary)
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound);
}
