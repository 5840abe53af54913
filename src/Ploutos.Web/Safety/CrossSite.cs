using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Web.Http;

namespace Ploutos.Web.Safety;

/// <summary>Unsafe API calls from a browser must come from our own pages: they bear the page's
/// antiforgery token. Whoever sends the key in a header, or is no browser at all (no cookie, no
/// Origin, no Sec-Fetch-Site), cannot be used by another site and needs none.</summary>
internal static class CrossSite
{
    /// <summary>The header of the token that a page's <c>meta name="csrf-token"</c> holds.</summary>
    public const string TokenHeader = "X-CSRF-Token";

    /// <summary>Checks unsafe requests below <c>/api</c>.</summary>
    public static void UseCrossSiteCheck(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                HttpRequest request = context.Request;
                if (
                    !IsUnsafe(request.Method)
                    || !request.Path.StartsWithSegments("/api")
                    || IsKeyBearer(context)
                    || !IsBrowser(request)
                )
                    await next(context);
                else if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
                    await Refuse("Another site may not start work here.").ExecuteAsync(context);
                else if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
                    await next(context);
                else
                    await Refuse(
                            $"The page's token is missing or out of date. Reload the page; "
                                + $"a program sends {TokenHeader}, or no cookie and no Origin."
                        )
                        .ExecuteAsync(context);
            }
        );

    private static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method)
        && !HttpMethods.IsHead(method)
        && !HttpMethods.IsOptions(method)
        && !HttpMethods.IsTrace(method);

    private static bool IsKeyBearer(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, AuthenticationType: KeyHandler.SchemeName };

    private static bool IsBrowser(HttpRequest request) =>
        request.Headers.Cookie.Count > 0
        || request.Headers.Origin.Count > 0
        || request.Headers.ContainsKey("Sec-Fetch-Site");

    private static ProblemHttpResult Refuse(string detail) =>
        Problems.Of(StatusCodes.Status403Forbidden, "antiforgery", detail);
}
