using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Signals.Sizing;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Endpoints;

/// <summary>Positions for a volatility of the whole. A GET changes nothing: it fits no model.</summary>
internal static class SizeEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/size", Size)
            .WithName("size")
            .WithSummary("Whole shares of each ticker for a volatility of all together, and the trades to them.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static Ok<SizeReport> Size(
        string? capital,
        string? target_volatility,
        string? tickers,
        string? holdings,
        string? max_position,
        string? max_gross,
        string? as_of,
        string? currency,
        ISignalWorkflows signals,
        IBarWorkflows bars,
        CancellationToken cancellation
    )
    {
        var otherwise = new SizeRequest(1, 1);
        SizeRequest request = new(
            Asked.Number(capital, "capital"),
            Asked.Number(target_volatility, "target_volatility"),
            JobChecks.Named(Asked.Names(tickers, "tickers"), bars, bars.List(), "tickers")
        )
        {
            Holdings = Asked.Shares(holdings, "holdings"),
            MaxPosition = Asked.Number(max_position, "max_position", otherwise.MaxPosition),
            MaxGross = Asked.Number(max_gross, "max_gross", otherwise.MaxGross),
            AsOf = Asked.Day(as_of, "as_of"),
            Currency = currency,
            FitsModel = false,
        };
        return TypedResults.Ok(signals.Size(request, null, cancellation));
    }
}
