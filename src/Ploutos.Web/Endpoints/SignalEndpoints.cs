using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Signals that were given in the past.</summary>
internal static class SignalEndpoints
{
    private const string UsualLimit = "500";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/signals",
                Ok<IReadOnlyList<LoggedSignal>> (
                    string? ticker,
                    string? limit,
                    string? cursor,
                    HttpContext context,
                    IWorkspaceViews views
                ) =>
                {
                    IEnumerable<LoggedSignal> newestFirst = views
                        .Signals(Asked.TickerOrAll(ticker), int.MaxValue)
                        .Reverse();
                    // The newest page comes first, and within a page the newest is last
                    return TypedResults.Ok<IReadOnlyList<LoggedSignal>>([
                        .. context.Page([.. newestFirst], limit ?? UsualLimit, cursor, Key).Reverse(),
                    ]);
                }
            )
            .WithName("signals")
            .WithSummary("Logged predictions, the newest last; without a ticker, of all. The next page has older ones.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static string Key(LoggedSignal signal) => $"{signal.AsOf:yyyy-MM-dd} {signal.Ticker}";
}
