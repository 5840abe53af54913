using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Ploutos.Web.Http;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Endpoints;

/// <summary>Turns what a view or a workflow can't do into a problem that says what to do.</summary>
internal static class Views
{
    /// <summary>Filters a group's endpoints so that their user errors become problem details.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(
            static async (context, next) =>
            {
                try
                {
                    return await next(context);
                }
                catch (ViewException e)
                {
                    return Problems.Of(e);
                }
                catch (PloutosException e)
                {
                    return Problems.Of(e);
                }
            }
        );
}
