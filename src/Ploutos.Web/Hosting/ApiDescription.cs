using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ploutos.Web.Safety;

namespace Ploutos.Web.Hosting;

/// <summary>What <c>/openapi/v1.json</c> says beside what it reads from the endpoints.</summary>
internal static class ApiDescription
{
    private const string Header = "key",
        Bearer = "bearer";

    /// <summary>Describes the API.</summary>
    /// <param name="options">The description.</param>
    /// <param name="needsKey">Whether the server asks for a key.</param>
    public static void Configure(OpenApiOptions options, bool needsKey)
    {
        options.AddSchemaTransformer(
            static (schema, context, _) =>
            {
                if (IsFigure(context.JsonTypeInfo.Type))
                    Figure(schema);
                // Of a list of figures the generator says no more than that it is a list.
                else if (schema.Items is null && IsFigure(context.JsonTypeInfo.ElementType))
                    Figure((OpenApiSchema)(schema.Items = new OpenApiSchema()));
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            static (operation, _, _) =>
            {
                foreach (OpenApiParameter parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
                    parameter.Description ??= ParameterWords.Of(parameter.Name);
                return Task.CompletedTask;
            }
        );
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                (document.Info.Title, document.Info.Version) = ("Ploutos", "v7");
                document.Info.Description =
                    "Signals and risk forecasts of daily bars, with what is known of their worth. Names are "
                    + "snake_case, days are 2017-12-29, moments are UTC. A figure that is not defined is null. "
                    + "Lists take limit and cursor; "
                    + "the Link header has the address of the next page. Faults are problem documents (RFC 9457).";
                document.Components ??= new();
                foreach (OpenApiSchema schema in (document.Components.Schemas?.Values ?? []).OfType<OpenApiSchema>())
                    Complete(schema);
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Header] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.ApiKey,
                        In = ParameterLocation.Header,
                        Name = ApiKey.Header,
                        Description = "The server's key, where it has one (PLOUTOS_API_KEY).",
                    },
                    [Bearer] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        Description = "The same key as Authorization: Bearer.",
                    },
                };
                if (needsKey)
                    document.Security = [Requirement(Header, document), Requirement(Bearer, document)];
                return Task.CompletedTask;
            }
        );
    }

    private static bool IsFigure(Type? type) => type == typeof(double) || type == typeof(double?);

    /// <summary>A figure that is not defined is null (<see cref="Json.RoundedNumberConverter"/>).</summary>
    private static void Figure(OpenApiSchema schema) =>
        (schema.Type, schema.Format) = (JsonSchemaType.Number | JsonSchemaType.Null, "double");

    /// <summary>What the generator leaves out: that one of several kinds is an object, and that words of a list
    /// are texts. Whether a word may be missing is said where it is used.</summary>
    private static void Complete(OpenApiSchema schema)
    {
        if (schema.Type is not null)
            return;
        if (schema.Properties?.Count > 0)
            schema.Type = JsonSchemaType.Object;
        if (schema.Enum is { Count: > 0 } words)
            (schema.Type, schema.Enum) = (
                JsonSchemaType.String,
                [.. words.Where(w => w is not null && !JsonNullSentinel.IsJsonNullSentinel(w))]
            );
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
