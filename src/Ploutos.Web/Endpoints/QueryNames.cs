using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Ploutos.Web.Http;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>Parameters of a query that an endpoint does not know, or that come twice, are refused:
/// a mistyped day would else be answered with today's.</summary>
internal static class QueryNames
{
    private static readonly ConcurrentDictionary<Endpoint, string[]> s_known = [];

    public static TBuilder WithKnownQuery<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(
            static (context, next) =>
            {
                Check(context.HttpContext);
                return next(context);
            }
        );

    private static void Check(HttpContext context)
    {
        if (context.Request.Query.Count == 0 || context.GetEndpoint() is not { } endpoint)
            return;
        string[] known = s_known.GetOrAdd(endpoint, Known);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ViewException(ViewFault.BadRequest, NearestName.Unknown("parameter", name, known));
            if (values.Count > 1)
                throw new ViewException(
                    ViewFault.BadRequest,
                    $"'{name}' must be given once, but came {values.Count} times."
                );
        }
    }

    private static string[] Known(Endpoint endpoint)
    {
        HashSet<string> route = [.. (endpoint as RouteEndpoint)?.RoutePattern.Parameters.Select(p => p.Name) ?? []];
        return
        [
            .. endpoint
                .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                .Where(p => p.ParameterInfo.ParameterType == typeof(string) && !p.HasTryParse && !p.HasBindAsync)
                .Where(p => !p.ParameterInfo.IsDefined(typeof(Microsoft.AspNetCore.Mvc.FromHeaderAttribute), false))
                .Select(p => p.Name)
                .Where(n => !route.Contains(n)),
        ];
    }
}
