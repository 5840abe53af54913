using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Studies of the search, and their trials.</summary>
internal static class StudyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/studies",
                Ok<IReadOnlyList<StudyOverview>> (IWorkspaceViews views) => TypedResults.Ok(views.Studies())
            )
            .WithStateTag()
            .WithName("studies")
            .WithSummary("The studies of the search, without their trials.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapGet(
                "/studies/{name}",
                Ok<StudyView> (string name, IWorkspaceViews views) => TypedResults.Ok(views.Study(name))
            )
            .WithStateTag()
            .WithName("study")
            .WithSummary("One study with its trials, learning curves and the importance of its parameters.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
