using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Ploutos.Web.Http;
using Ploutos.Web.Settings;

namespace Ploutos.Web.Safety;

/// <summary>Without a key only pages that were asked for under a name of this machine are served.
/// Otherwise a site that points its own name to 127.0.0.1 (DNS rebinding) could read everything
/// through a visitor's browser.</summary>
internal static class HostNames
{
    public static void UseLoopbackNames(this IApplicationBuilder app) =>
        app.Use(static (context, next) => IsLocal(context.Request.Host.Host) ? next(context) : Refuse(context));

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? ip) && IPAddress.IsLoopback(ip));

    private static Task Refuse(HttpContext context) =>
        Problems
            .Of(
                StatusCodes.Status400BadRequest,
                "host_not_allowed",
                $"The Host header must name this machine (localhost or 127.0.0.1). "
                    + $"To be reached under another name, set {ServeOptions.KeyVariable}."
            )
            .ExecuteAsync(context);
}
