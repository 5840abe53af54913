using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Web.Settings;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Safety;

/// <summary>Other origins whose pages may read the API (CORS). None may without being named. Cookies are
/// never taken from them: such a page sends the key in a header, and without a key it reads only.</summary>
internal static class CrossOrigins
{
    private const string Policy = "api";

    /// <summary>Refuses what is no origin.</summary>
    /// <exception cref="PloutosException">A name is none.</exception>
    public static void Check(ServeOptions options)
    {
        foreach (string origin in options.CorsOrigins)
            if (
                !Uri.TryCreate(origin, UriKind.Absolute, out Uri? address)
                || address.Scheme is not ("http" or "https")
                || address.GetLeftPart(UriPartial.Authority) != origin
                || address.UserInfo.Length > 0
            )
                throw new PloutosException(
                    Fault.WrongUsage,
                    $"An origin is scheme, host and port alone, such as https://quant.example or"
                        + $" http://localhost:3000, but got '{origin}'."
                )
                {
                    Remedies = [new ChangeOption("cors-origin", "such as https://quant.example")],
                };
    }

    /// <summary>Sets up the rule.</summary>
    public static void AddCrossOrigins(this IServiceCollection services, ServeOptions options) =>
        services.AddCors(o =>
            o.AddPolicy(
                Policy,
                new CorsPolicyBuilder([.. options.CorsOrigins])
                    .WithMethods("GET", "POST", "DELETE")
                    .WithHeaders(ApiKey.Header, "Authorization", "Content-Type", "If-None-Match", "Last-Event-ID")
                    .WithExposedHeaders("ETag", "Link", "Location", "Retry-After")
                    .SetPreflightMaxAge(TimeSpan.FromMinutes(10))
                    .Build()
            )
        );

    /// <summary>Applies it to the API. It stands before the check of the key: a browser asks for leave
    /// without one.</summary>
    public static void UseCrossOrigins(this IApplicationBuilder app, ServeOptions options)
    {
        if (options.CorsOrigins.Count > 0)
            app.UseWhen(static c => c.Request.Path.StartsWithSegments("/api/v7"), static api => api.UseCors(Policy));
    }
}
