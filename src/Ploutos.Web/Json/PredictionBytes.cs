using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;

namespace Ploutos.Web.Json;

/// <summary>A prediction as the bytes of its JSON. It is one object as long as it is good, so its
/// text is made once and forgotten together with it.</summary>
internal sealed class PredictionBytes(byte[] json) : IResult
{
    private static readonly ConditionalWeakTable<Prediction, PredictionBytes> s_known = [];

    /// <summary>The answer for a prediction.</summary>
    public static PredictionBytes Of(Prediction prediction) =>
        s_known.GetValue(
            prediction,
            static p => new(JsonSerializer.SerializeToUtf8Bytes(p, ApiJson.Default.Prediction))
        );

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        if (response.Headers.ETag.Count == 0)
            response.Headers[HeaderNames.CacheControl] = "no-store";
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
