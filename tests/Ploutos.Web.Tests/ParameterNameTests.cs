using System.Net;
using System.Text.Json;

namespace Ploutos.Web.Tests;

/// <summary>Every parameter of every route that asks, as the API describes them: whatever refuses a value
/// names the parameter as the caller wrote it.</summary>
public sealed class ParameterNameTests(SimulatedWorkspace workspace)
{
    private static readonly string[] s_wrong = ["!", "-1", "0", "1e300", "2017-13-45", "a,b:c"];

    private static readonly Dictionary<string, string> s_right = new(StringComparer.Ordinal)
    {
        ["ticker"] = "SIM01",
        ["capital"] = "1000",
        ["target_volatility"] = "0.1",
        ["version"] = "20200102T030405-01234567",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_that_is_refused_is_named_by_its_parameter()
    {
        await using Server server = await Server.Start(workspace.Path);
        using JsonDocument api = JsonDocument.Parse(await server.Client.GetStringAsync("/openapi/v1.json", Stop));
        List<string> wrong = [];
        HashSet<string> refused = [];
        foreach ((string path, string[] names) in Routes(api.RootElement))
        {
            foreach (string name in names)
            {
                foreach (string value in s_wrong)
                {
                    string asked = Asked(path, names, name, value);
                    (HttpStatusCode status, JsonElement answer) = await Server.Read(
                        await server.Client.GetAsync(asked, Stop)
                    );
                    if ((int)status >= 500)
                        wrong.Add($"{asked}: {status}");
                    if (status != HttpStatusCode.BadRequest)
                        continue;
                    refused.Add($"{path} {name}");
                    string detail = answer.GetProperty("detail").GetString()!;
                    if (!detail.Contains($"'{name}'", StringComparison.Ordinal))
                        wrong.Add($"{asked}: {detail}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Superset(
            new HashSet<string> { "/api/v7/size max_gross", "/api/v7/bars from", "/api/v7/signals limit" },
            refused
        );
    }

    private static IEnumerable<(string Path, string[] Names)> Routes(JsonElement api) =>
        api.GetProperty("paths")
            .EnumerateObject()
            .Where(path => !path.Name.EndsWith("/events", StringComparison.Ordinal))
            .Where(path =>
                path.Value.TryGetProperty("get", out JsonElement get) && get.TryGetProperty("parameters", out _)
            )
            .Select(path =>
                (
                    path.Name,
                    path.Value.GetProperty("get")
                        .GetProperty("parameters")
                        .EnumerateArray()
                        .Where(p => p.GetProperty("in").GetString() is "query" or "path")
                        .Select(p => p.GetProperty("name").GetString()!)
                        .ToArray()
                )
            );

    /// <summary>The route with one wrong value, and right ones where they are needed.</summary>
    private static string Asked(string path, string[] names, string wrong, string value)
    {
        string route = path;
        List<string> query = [];
        foreach (string name in names)
        {
            string? given = name == wrong ? value : s_right.GetValueOrDefault(name);
            string place = $"{{{name}}}";
            if (path.Contains(place, StringComparison.Ordinal))
                route = route.Replace(place, Uri.EscapeDataString(given ?? "momentum"), StringComparison.Ordinal);
            else if (given is not null)
                query.Add($"{name}={Uri.EscapeDataString(given)}");
        }

        return $"{route}?{string.Join('&', query)}";
    }
}
