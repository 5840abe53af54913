using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ploutos.Web.Http;

/// <summary>Bodies of the API are JSON, but for a file's bytes where an endpoint takes them. Others are
/// refused before anything reads them, so that a form is never parsed in search of a token.</summary>
internal static class RequestBodies
{
    /// <summary>Most bytes of a body: a thousand tickers fit many times.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Whether a body comes; a server without that feature knows its length alone.</summary>
    public static bool HasBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? request.ContentLength > 0;

    private static bool IsBytes(HttpContext context) =>
        context.Request.ContentType == BytesBody.ContentType
        && context.GetEndpoint()?.Metadata.GetMetadata<BytesBody>() is not null;

    public static void UseJsonBodies(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
                context.Request.Path.StartsWithSegments("/api")
                && HasBody(context.Request)
                && !context.Request.HasJsonContentType()
                && !IsBytes(context)
                    ? Problems
                        .Of(
                            StatusCodes.Status415UnsupportedMediaType,
                            "no_json",
                            "The body must be JSON, sent with Content-Type: application/json, "
                                + $"but the content type is '{context.Request.ContentType}'."
                        )
                        .ExecuteAsync(context)
                    : next(context)
        );
}
