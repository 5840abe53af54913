using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Safety;

/// <summary>Headers of every answer: nothing is loaded from elsewhere, no inline script or style
/// runs, no other site frames a page.</summary>
internal static class SecurityHeaders
{
    /// <summary>ECharts and lightweight-charts draw on canvases and set style properties from
    /// script, which a policy for style does not stop.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        + "font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; frame-ancestors 'none'";

    /// <summary>Of the API's reference alone: Scalar writes style elements. No script but ours runs, and
    /// nothing is asked of another host.</summary>
    public static string ReferencePolicy { get; } =
        Policy.Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    /// <summary>A report is one file with its script inside. It runs in an origin of its own
    /// (sandbox), from which it reaches neither the API nor the cookies.</summary>
    public const string ReportPolicy =
        "sandbox allow-scripts allow-popups; default-src 'none'; script-src 'unsafe-inline'; "
        + "style-src 'unsafe-inline'; "
        + "img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
            {
                // Last of all, because an answer to an exception begins with no headers
                context.Response.OnStarting(Add, context.Response);
                return next(context);
            }
        );

    private static Task Add(object state)
    {
        IHeaderDictionary headers = ((HttpResponse)state).Headers;
        headers.TryAdd("Content-Security-Policy", Policy);
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        return Task.CompletedTask;
    }
}
