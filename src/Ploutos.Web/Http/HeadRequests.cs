using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Http;

/// <summary>HEAD is GET without the body, at every address: it is answered as GET, and the server
/// leaves the body out.</summary>
internal static class HeadRequests
{
    private static readonly object s_mark = new();

    public static void UseHeadAsGet(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
            {
                if (!HttpMethods.IsHead(context.Request.Method))
                    return next(context);
                context.Items[s_mark] = true;
                context.Request.Method = HttpMethods.Get;
                return next(context);
            }
        );

    /// <summary>Whether only the headers were asked for.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(s_mark);
}
