using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Http;

/// <summary>What went wrong, as RFC 9457 problem details: a status, a code for programs, a sentence
/// for people that says what to do.</summary>
internal static class Problems
{
    /// <summary>A problem with a code of its own.</summary>
    public static ProblemHttpResult Of(
        int status,
        string code,
        string detail,
        params ReadOnlySpan<KeyValuePair<string, object?>> more
    )
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        foreach ((string key, object? value) in more)
            extensions[key] = value;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    /// <summary>What a view could not show.</summary>
    public static ProblemHttpResult Of(ViewException e) =>
        Of(StatusOf(e.Fault), CodeOf(e.Fault), e.Message, Remedies(e.Remedies));

    /// <summary>What a workflow could not do.</summary>
    public static ProblemHttpResult Of(PloutosException e)
    {
        (int status, string code) = Known(e.Fault);
        return Of(
            status,
            code,
            e.MessageFor(static name => $"'{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}'"),
            new("fault", NameOf(e.Fault)),
            Remedies(e.Remedies)
        );
    }

    /// <summary>The HTTP status of a workflow's fault.</summary>
    public static int StatusOf(Fault fault) => Known(fault).Status;

    private static (int Status, string Code) Known(Fault fault) =>
        fault switch
        {
            Fault.WrongUsage or Fault.Settings => (StatusCodes.Status400BadRequest, "bad_request"),
            Fault.NoData or Fault.NoBars or Fault.NotMadeYet => (StatusCodes.Status404NotFound, "not_found"),
            Fault.UnknownTicker => (StatusCodes.Status404NotFound, "unknown_ticker"),
            Fault.TooFewBars => (StatusCodes.Status409Conflict, "too_few_bars"),
            Fault.NoModel => (StatusCodes.Status409Conflict, "no_models"),
            Fault.SeriousFindings => (StatusCodes.Status409Conflict, "serious_finding"),
            _ => (StatusCodes.Status503ServiceUnavailable, "failed"),
        };

    /// <summary>The name of a fault in <c>fault</c>.</summary>
    public static string NameOf(Fault fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString());

    /// <summary>What to do, as data: <c>kind</c> and its parameters.</summary>
    private static KeyValuePair<string, object?> Remedies(IReadOnlyList<Remedy> remedies) =>
        new("remedies", JsonSerializer.SerializeToElement(remedies, ApiJson.Default.IReadOnlyListRemedy));

    /// <summary>Adds code and words to a problem of the framework, which has a status alone.</summary>
    public static void Complete(ProblemDetails problem)
    {
        if (problem.Extensions.ContainsKey("code"))
            return;
        (string code, string detail) = problem.Status switch
        {
            StatusCodes.Status400BadRequest => (
                "bad_request",
                "A value of the request can't be read. /openapi/v1.json describes what is taken."
            ),
            StatusCodes.Status413PayloadTooLarge => (
                "too_large",
                $"A body must have at most {RequestBodies.MostBytes:N0} bytes."
            ),
            StatusCodes.Status404NotFound => (
                "not_found",
                "There is nothing at this address. /openapi/v1.json describes all there are."
            ),
            StatusCodes.Status405MethodNotAllowed => (
                "method_not_allowed",
                "This address does not take that method. /openapi/v1.json describes what it takes."
            ),
            StatusCodes.Status415UnsupportedMediaType => (
                "no_json",
                "The body must be JSON: send it with Content-Type: application/json."
            ),
            _ => ("failed", "The request could not be answered."),
        };
        problem.Extensions["code"] = code;
        problem.Detail ??= detail;
    }

    /// <summary>The name of a fault in <c>code</c>.</summary>
    public static string CodeOf(ViewFault fault) =>
        fault switch
        {
            ViewFault.BadRequest => "bad_request",
            ViewFault.UnknownTicker => "unknown_ticker",
            ViewFault.NotMadeYet => "not_made_yet",
            ViewFault.TooFewBars => "too_few_bars",
            ViewFault.SeriousFinding => "serious_finding",
            ViewFault.NoStore => "no_store",
            ViewFault.StoreBroken => "store_broken",
            ViewFault.NoModels => "no_models",
            ViewFault.ModelBroken => "model_broken",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), $"There is no fault {(int)fault}."),
        };

    /// <summary>The HTTP status of a fault.</summary>
    public static int StatusOf(ViewFault fault) =>
        fault switch
        {
            ViewFault.BadRequest => StatusCodes.Status400BadRequest,
            ViewFault.UnknownTicker or ViewFault.NotMadeYet => StatusCodes.Status404NotFound,
            ViewFault.TooFewBars or ViewFault.SeriousFinding or ViewFault.NoModels => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
}
