using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Evaluation;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Evaluations that were made.</summary>
internal static class EvaluationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/evaluations",
                Ok<IReadOnlyList<EvaluationOverview>> (
                    string? limit,
                    string? cursor,
                    HttpContext context,
                    IWorkspaceViews views
                ) => TypedResults.Ok(context.Page(views.Evaluations(), limit, cursor, e => e.Id))
            )
            .WithStateTag()
            .WithName("evaluations")
            .WithSummary("Finished evaluations, the newest first.");

        api.MapGet(
                "/evaluations/{id}",
                Ok<EvaluationResult> (string id, IWorkspaceViews views) => TypedResults.Ok(views.Evaluation(id))
            )
            .WithStateTag()
            .WithName("evaluation")
            .WithSummary("One evaluation: metrics with intervals, calibration, confusion, comparisons.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
