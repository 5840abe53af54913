using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>What the server is and does.</summary>
internal static class StatusEndpoints
{
    private static readonly string s_version = typeof(StatusEndpoints)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/status",
                Ok<ServerStatus> (IWorkspaceViews views, JobBoard jobs) => TypedResults.Ok(Now(views, jobs))
            )
            .WithName("status")
            .WithSummary("The server at a glance.");

    public static ServerStatus Now(IWorkspaceViews views, JobBoard jobs) =>
        new(
            s_version,
            Path.GetFileName(views.Workspace.Root.TrimEnd('/', '\\')),
            views.State(),
            [.. jobs.List().Where(j => j.State == JobState.Running).Select(j => j.Kind)]
        );
}
