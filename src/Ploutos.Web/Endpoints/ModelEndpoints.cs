using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Workflows.Viewing;

namespace Ploutos.Web.Endpoints;

/// <summary>The experts' models.</summary>
internal static class ModelEndpoints
{
    public static void Map(RouteGroupBuilder api)
        => api.MapGet("/models", Ok<IReadOnlyList<ModelView>> (IWorkspaceViews views) => TypedResults.Ok(views.Models()))
            .WithName("models").WithSummary("The three experts, what is known of their models, and how good they are out of sample.");
}
