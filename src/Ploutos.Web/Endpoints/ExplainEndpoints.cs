using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Why a prediction says what it says, and what its experts are worth.</summary>
internal static class ExplainEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/explain",
                Ok<TickerExplanation> (string? ticker, string? as_of, IWorkspaceViews views) =>
                    TypedResults.Ok(views.Explain(Asked.Ticker(ticker), Asked.Day(as_of, "as_of")))
            )
            .WithName("explain")
            .WithSummary("Which features and which past days moved each expert.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

        api.MapGet(
                "/evidence",
                Ok<IReadOnlyList<ExpertEvidence>> (IWorkspaceViews views) => TypedResults.Ok(views.Evidence())
            )
            .WithName("evidence")
            .WithSummary("Each expert against its baselines, out of sample.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
