using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Ploutos.Web.Safety;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Files of <c>reports/</c>: the list as JSON, each file under <c>/reports/</c> in an
/// origin of its own.</summary>
internal static class ReportEndpoints
{
    private static readonly FileExtensionContentTypeProvider s_types = new();

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/reports",
                Ok<IReadOnlyList<ReportFile>> (IWorkspaceViews views) => TypedResults.Ok(views.Reports())
            )
            .WithName("reports")
            .WithSummary("The files of reports/; each is served under /reports/NAME.");

    public static void MapFiles(IEndpointRouteBuilder app) =>
        app.MapGet(
                "/reports/{**name}",
                PhysicalFileHttpResult (string name, IWorkspaceViews views, HttpContext context) =>
                {
                    string path = views.ReportPath(name);
                    context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
                    context.Response.Headers.XFrameOptions = "SAMEORIGIN";
                    context.Response.Headers.CacheControl = "no-cache";
                    return TypedResults.PhysicalFile(
                        path,
                        s_types.TryGetContentType(path, out string? type) ? type : "application/octet-stream"
                    );
                }
            )
            .WithProblems()
            .ExcludeFromDescription();
}
