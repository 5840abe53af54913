using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Web.Http;
using Ploutos.Web.Json;
using Ploutos.Web.Models;
using Ploutos.Web.Safety;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>The experts' models and their versions.</summary>
internal static class ModelEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/models", Ok<IReadOnlyList<ModelView>> (IWorkspaceViews views) => TypedResults.Ok(views.Models()))
            .WithStateTag()
            .WithName("models")
            .WithSummary("The three experts, what is known of their models, and how good they are out of sample.");

        api.MapGet(
                "/models/versions",
                Ok<IReadOnlyList<ModelVersion>> (string? expert, IModelWorkflows models) =>
                    TypedResults.Ok(models.Models(expert))
            )
            .WithName("model-versions")
            .WithSummary("All versions at hand, and which of them predict.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

        api.MapPost("/models/{expert}/use", Use)
            .RequireRateLimiting(RateLimits.Starts)
            .WithName("use-model")
            .WithSummary("Lets another version of an expert's model predict.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapPost("/models/{expert}/promote", Promote)
            .RequireRateLimiting(RateLimits.Starts)
            .WithName("promote-model")
            .WithSummary("Lets a candidate predict, without a version the newest; 'all' for all three experts.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/models/{expert}/diff",
                Ok<ModelComparison> (string expert, string? before, string? after, IModelWorkflows models) =>
                    TypedResults.Ok(models.DiffModels(expert, before, after))
            )
            .WithName("diff-models")
            .WithSummary("Two versions on the same test days: without names, the newest candidate against today's.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/models/{expert}/diagnosis",
                Ok<ModelDiagnosis> (string expert, string? versions, Comparisons comparisons) =>
                    TypedResults.Ok(comparisons.Diagnosis(expert, BacktestIds.Of(versions)))
            )
            .WithName("diagnose-models")
            .WithSummary("ROC curve, calibration and calls of one version, or of two on the same rows.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet(
                "/models/{expert}/importance",
                Ok<IReadOnlyList<ImportantFeature>> (string expert, string? version, Comparisons comparisons) =>
                    TypedResults.Ok(comparisons.Importance(expert, Asked.Version(version)))
            )
            .WithName("model-importance")
            .WithSummary("What a version's network loses out of sample when a feature is shuffled.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapPost("/models/{expert}/rollback", RollBack)
            .RequireRateLimiting(RateLimits.Starts)
            .WithName("rollback-model")
            .WithSummary("Goes back to the version before; 'all' for all three experts.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<ModelSwitch> Use(
        string expert,
        JsonBody<UseModelRequest> body,
        IModelWorkflows models,
        IWorkspaceViews views
    )
    {
        string version = !string.IsNullOrWhiteSpace(body.Value.Version)
            ? body.Value.Version
            : throw new ViewException(
                ViewFault.BadRequest,
                "A version must be named: {\"version\":\"...\"}. GET /api/v7/models/versions lists those at hand."
            );
        ModelSwitch done = models.UseModel(expert, version);
        views.Refresh();
        return TypedResults.Ok(done);
    }

    private static Ok<IReadOnlyList<ModelSwitch>> Promote(
        string expert,
        JsonBody<UseModelRequest> body,
        IModelWorkflows models,
        IWorkspaceViews views
    )
    {
        string? version = string.IsNullOrWhiteSpace(body.Value.Version) ? null : body.Value.Version;
        IReadOnlyList<ModelSwitch> done = models.PromoteModels(expert, version);
        views.Refresh();
        return TypedResults.Ok(done);
    }

    private static Ok<IReadOnlyList<ModelSwitch>> RollBack(string expert, IModelWorkflows models, IWorkspaceViews views)
    {
        IReadOnlyList<ModelSwitch> done = models.RollbackModel(expert == "all" ? null : expert);
        views.Refresh();
        return TypedResults.Ok(done);
    }
}
