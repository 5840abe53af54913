using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace Ploutos.Web.Endpoints;

/// <summary>The browsable reference of the API at <c>/api</c>, and addresses that have moved.</summary>
internal static class ReferenceEndpoints
{
    /// <summary>Where Scalar's script lies, which comes with its package.</summary>
    public const string Folder = "/api/reference";

    /// <summary>Maps both. Scalar's own page, whose script stands in the page itself, is not shown.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapScalarApiReference(Folder).ExcludeFromDescription();
        Moved(app, Folder, "/api");
        Moved(app, "/today", "/");
    }

    private static void Moved(IEndpointRouteBuilder app, string from, string to) =>
        app.MapGet(from, () => TypedResults.LocalRedirect(to, permanent: true)).ExcludeFromDescription();
}
