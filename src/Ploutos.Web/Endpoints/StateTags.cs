using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Answers that depend on the files of the workspace and the day alone bear an ETag, and
/// <c>If-None-Match</c> is answered with 304 before anything is computed.</summary>
internal static class StateTags
{
    /// <summary>Counters begin anew with each start.</summary>
    private static readonly string s_start =
        Environment.ProcessId.ToString("x", CultureInfo.InvariantCulture)
        + Environment.TickCount64.ToString("x", CultureInfo.InvariantCulture);

    public static RouteHandlerBuilder WithStateTag(this RouteHandlerBuilder endpoint) =>
        endpoint
            .Produces(StatusCodes.Status304NotModified)
            .AddEndpointFilter(
                static async (context, next) =>
                {
                    HttpContext http = context.HttpContext;
                    IWorkspaceViews views = http.RequestServices.GetRequiredService<IWorkspaceViews>();
                    // Taken first: what changes meanwhile is seen by the next question
                    var tag = new EntityTagHeaderValue($"\"{s_start}-{views.Version}\"", isWeak: true);
                    if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
                    {
                        Mark(http, tag);
                        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
                    }

                    object? result = await next(context);
                    if (result is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest })
                        Mark(http, tag);
                    return result;
                }
            );

    private static void Mark(HttpContext http, EntityTagHeaderValue tag)
    {
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
    }
}
