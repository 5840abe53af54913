using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Web.Http;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Hosting;

/// <summary>The last word on whatever an endpoint or a page did not catch. A client learns a rule
/// or nothing, never an exception.</summary>
internal static class Faults
{
    public static void UseFaults(this IApplicationBuilder app)
    {
        app.UseWhen(
            static c => c.Request.Path.StartsWithSegments("/api"),
            static api =>
            {
                api.UseExceptionHandler(
                    new ExceptionHandlerOptions { ExceptionHandler = Answer, SuppressDiagnosticsCallback = IsUsers }
                );
                api.UseStatusCodePages();
            }
        );
        app.UseWhen(
            static c => !c.Request.Path.StartsWithSegments("/api"),
            static pages =>
            {
                pages.UseExceptionHandler(
                    new ExceptionHandlerOptions
                    {
                        ExceptionHandlingPath = "/error",
                        StatusCodeSelector = StatusOf,
                        SuppressDiagnosticsCallback = IsUsers,
                    }
                );
                pages.UseStatusCodePagesWithReExecute("/error", "?code={0}");
            }
        );
    }

    private static Task Answer(HttpContext context) =>
        Problem(context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error).ExecuteAsync(context);

    private static ProblemHttpResult Problem(Exception error) =>
        error switch
        {
            ViewException e => Problems.Of(e),
            PloutosException e => Problems.Of(e),
            WrongFormException e => Problems.Of(StatusCodes.Status400BadRequest, "no_json", e.Message),
            BadHttpRequestException { InnerException: JsonException e } => Problems.Of(
                StatusCodes.Status400BadRequest,
                "no_json",
                $"The body must be a JSON object of the form that docs/api.md shows, "
                    + $"but is not (at {e.Path ?? "$"}, line {e.LineNumber + 1 ?? 1})."
            ),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.Of(
                StatusCodes.Status413PayloadTooLarge,
                "too_large",
                $"A body must have at most {RequestBodies.MostBytes:N0} bytes."
            ),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "no_json",
                "The body must be JSON: send it with Content-Type: application/json."
            ),
            BadHttpRequestException e => Problems.Of(
                e.StatusCode,
                "bad_request",
                $"A value of the request can't be read: {e.Message}"
            ),
            _ => Problems.Of(
                StatusCodes.Status500InternalServerError,
                "defect",
                "This should not have happened; the server's log says why. Please report it."
            ),
        };

    private static int StatusOf(Exception error) => Problem(error).StatusCode;

    private static bool IsUsers(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is ViewException or PloutosException or BadHttpRequestException;
}
