using System.Text.Json;
using Ploutos.Web.Json;

namespace Ploutos.Web.Tests;

/// <summary>The description of the API is complete enough to generate clients from.</summary>
public sealed class OpenApiTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_value_has_a_type_every_number_a_format_and_every_parameter_a_meaning()
    {
        await using Server server = await Server.Start(workspace.Path, new() { ApiKey = "Hd7Qm3Xv9Ks5Wb2Zt8Rn4Cg6L" });
        using HttpRequestMessage request = new(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.Add("X-Api-Key", "Hd7Qm3Xv9Ks5Wb2Zt8Rn4Cg6L");
        using HttpResponseMessage answer = await server.Client.SendAsync(request, Stop);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "openapi.json"), text, Stop);
        JsonElement document = JsonDocument.Parse(text).RootElement;
        var lacks = new List<string>();
        foreach (JsonProperty schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
            Look(schema.Name, schema.Value, lacks);
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                string name = $"{operation.Name} {path.Name}";
                if (
                    !operation.Value.TryGetProperty("summary", out _)
                    || !operation.Value.TryGetProperty("operationId", out _)
                )
                    lacks.Add($"{name}: no summary or name");
                if (operation.Value.TryGetProperty("parameters", out JsonElement parameters))
                    lacks.AddRange(
                        parameters
                            .EnumerateArray()
                            .Where(p => !p.TryGetProperty("description", out _) || !p.TryGetProperty("schema", out _))
                            .Select(p => $"{name}: {p.GetProperty("name").GetString()} has no meaning")
                    );
            }

        Assert.True(lacks.Count == 0, string.Join('\n', lacks));
        JsonElement schemes = document.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal(["bearer", "key"], schemes.EnumerateObject().Select(s => s.Name).Order());
        Assert.Equal(2, document.GetProperty("security").GetArrayLength());
    }

    [Theory]
    [InlineData(0.52832719283, 0.5283272)]
    [InlineData(1234567.891234, 1234567.8912)]
    [InlineData(101.123456789, 101.1235)]
    [InlineData(0.0000123456789, 0.00001234568)]
    [InlineData(-2.5, -2.5)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void A_figure_is_rounded_to_what_it_means(double figure, double written) =>
        Assert.Equal(written, RoundedNumberConverter.Round(figure), 1e-16);

    /// <summary>Walks a schema: each value says what it is.</summary>
    private static void Look(string name, JsonElement schema, List<string> lacks)
    {
        if (schema.TryGetProperty("$ref", out _))
            return;
        bool isJoined = new[] { "anyOf", "oneOf", "allOf" }.Any(k => schema.TryGetProperty(k, out _));
        string[] types =
            !schema.TryGetProperty("type", out JsonElement type) ? []
            : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)]
            : [type.GetString()!];
        // What a job is asked for and makes differs by its kind, and is told by the kind's own page.
        bool isAny = name is "JsonElement" or "JobSnapshot.request" or "JobSnapshot.result";
        if (types.Length == 0 && !isJoined && !isAny)
            lacks.Add($"{name}: no type");
        if (types.Intersect(["number", "integer"]).Any() && !schema.TryGetProperty("format", out _))
            lacks.Add($"{name}: a number without a format");
        if (types.Contains("string") && types.Intersect(["number", "integer"]).Any())
            lacks.Add($"{name}: a number that may be a text");
        if (schema.TryGetProperty("properties", out JsonElement properties))
            foreach (JsonProperty property in properties.EnumerateObject())
                Look($"{name}.{property.Name}", property.Value, lacks);
        if (schema.TryGetProperty("items", out JsonElement items))
            Look(name + "[]", items, lacks);
        else if (types.Contains("array"))
            lacks.Add($"{name}: a list of nobody knows what");
        if (
            schema.TryGetProperty("additionalProperties", out JsonElement values)
            && values.ValueKind == JsonValueKind.Object
        )
            Look(name + "{}", values, lacks);
    }
}
