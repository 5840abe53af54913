using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Predict;
using Ploutos.Web.Http;
using Ploutos.Web.Json;
using Ploutos.Web.Observability;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Endpoints;

/// <summary>Predictions of stored tickers. A GET changes nothing: none of them is logged.</summary>
internal static class AnalysisEndpoints
{
    /// <summary>Most tickers that a batch may name.</summary>
    public const int MostTickers = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/analysis",
                IResult (string? ticker, string? as_of, IWorkspaceViews views, ServerMetrics metrics) =>
                    PredictionBytes.Of(metrics.Count(views.Analysis(Asked.Ticker(ticker), Asked.Day(as_of, "as_of"))))
            )
            .Produces<Prediction>()
            .WithStateTag()
            .WithName("analysis")
            .WithSummary("The prediction of one ticker, from its stored bars.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapGet(
                "/analysis/change",
                Ok<AnalysisChange> (string? ticker, IWorkspaceViews views) =>
                    TypedResults.Ok(views.Change(Asked.Ticker(ticker)))
            )
            .WithStateTag()
            .WithName("change")
            .WithSummary("The newest prediction beside that of the bar before.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/batch",
                Results<Ok<BatchAnswer>, ProblemHttpResult> (
                    string? tickers,
                    IWorkspaceViews views,
                    ServerMetrics metrics,
                    CancellationToken cancellation
                ) =>
                {
                    string[]? names = tickers?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
                    if (names is [])
                        throw new ViewException(
                            ViewFault.BadRequest,
                            $"'tickers' must name at least one, such as NVDA,AAPL, but got '{tickers}'. "
                                + "Leave it out for all that are stored."
                        );
                    return names?.Length > MostTickers
                        ? Problems.Of(
                            StatusCodes.Status400BadRequest,
                            "too_many_tickers",
                            $"'tickers' must name at most {MostTickers}, but names {names.Length}. "
                                + "Ask in parts, or without 'tickers' for all that are stored."
                        )
                        : TypedResults.Ok(Answer(metrics.Count(views.Batch(names, cancellation))));
                }
            )
            .WithName("batch")
            .WithSummary("The predictions of many tickers; without names, of all that are stored.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapGet(
                "/watchlist",
                Ok<IReadOnlyList<WatchlistRow>> (
                    string? limit,
                    string? cursor,
                    HttpContext context,
                    IWorkspaceViews views,
                    CancellationToken cancellation
                ) => TypedResults.Ok(context.Page(views.Watchlist(cancellation), limit, cursor, r => r.Ticker))
            )
            .WithStateTag()
            .WithName("watchlist")
            .WithSummary("All stored tickers at a glance, with their newest closes.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static BatchAnswer Answer(IReadOnlyList<BatchEntry> entries) => new([.. entries.Select(Answer)]);

    private static BatchResult Answer(BatchEntry entry) =>
        new(
            entry.Ticker,
            entry.Prediction,
            entry.Fault is { } fault
                ? new(Problems.StatusOf(fault.Fault), Problems.CodeOf(fault.Fault), fault.Detail, fault.Remedies)
                : null
        );
}
