using System.Text.Json;

namespace Ploutos.MarketData.Sources.Http;

/// <summary>Finds the message in a JSON error, under the names that sources use.</summary>
internal static class JsonMessage
{
    private const int Depth = 4;

    private static readonly string[] Names = ["message", "msg", "detail", "description", "error", "errors"];

    /// <summary>The message; empty in JSON that has none, null where it is no JSON.</summary>
    public static string? In(ReadOnlySpan<byte> body)
    {
        try
        {
            return Find(JsonElement.Parse(body), Depth) ?? "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // not JSON, or a text in it that is not Unicode
        }
    }

    private static string? Find(JsonElement element, int depth)
    {
        if (element.ValueKind == JsonValueKind.String)
            return element.GetString();
        if (depth == 0)
            return null;
        if (element.ValueKind == JsonValueKind.Array)
            return element.GetArrayLength() > 0 ? Find(element[0], depth - 1) : null;
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (string name in Names)
        {
            if (element.TryGetProperty(name, out JsonElement value) && Find(value, depth - 1) is { } found)
                return found;
        }

        // Yahoo wraps its errors in the name of the service: {"chart":{"error":{...}}}.
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && Find(property.Value, depth - 1) is { } found)
                return found;
        }

        return null;
    }
}
