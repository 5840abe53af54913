using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Ploutos.Web.Json;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Http;

/// <summary>The JSON object that a call sent, each of whose keys is known. Nothing at all stands
/// for an object without keys.</summary>
/// <typeparam name="T">Its form.</typeparam>
internal sealed class JsonBody<T>(T value) : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : new()
{
    /// <summary>What was sent.</summary>
    public T Value => value;

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        HttpRequest request = context.Request;
        if (!RequestBodies.HasBody(request))
            return new(new());
        var type = (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;
        using JsonDocument document = await Parse(request, context.RequestAborted);
        if (document.RootElement.ValueKind == JsonValueKind.Null)
            return new(new());
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new WrongFormException($"The body must be a JSON object, but is {Words(document.RootElement)}.");
        Check(document.RootElement, type);
        try
        {
            return new(document.Deserialize(type) ?? new());
        }
        catch (JsonException e)
        {
            string name = e.Path?.Split('$', '.', '[').FirstOrDefault(p => p.Length > 0) ?? "";
            JsonPropertyInfo? property = type.Properties.FirstOrDefault(p => p.Name == name);
            throw new WrongFormException(
                property is null
                    ? $"The body must be of the form that /openapi/v1.json shows, but is not (at {e.Path})."
                    : $"'{name}' must be {JsonWords.Of(property.PropertyType)}, "
                        + $"but got {Words(document.RootElement.GetProperty(name))}."
            );
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));

    private static async Task<JsonDocument> Parse(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The body is no JSON.", StatusCodes.Status400BadRequest, e);
        }
    }

    private static void Check(JsonElement sent, JsonTypeInfo<T> type)
    {
        string[] known = [.. type.Properties.Select(p => p.Name)];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in sent.EnumerateObject().Select(p => p.Name))
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                throw Wrong(NearestName.Unknown("key", name, known));
            if (!seen.Add(name))
                throw Wrong($"The body must name each key once, but names '{name}' twice.");
        }
    }

    private static string Words(JsonElement sent) => JsonWords.Of(sent);

    private static ViewException Wrong(string rule) => new(ViewFault.BadRequest, rule);
}
