using System.Globalization;
using System.Text.Json;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Http;

/// <summary>Reads JSON whose shape is known; where it is another, the error names the field.</summary>
internal readonly struct JsonShape(string source, JsonElement element, string path)
{
    private const long Earliest = -2_208_988_800,
        Latest = 7_258_118_400; // the years 1900 to 2200

    public JsonElement Element => element;

    public bool IsNull => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public int Count =>
        element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : throw Changed("is not a list");

    /// <summary>A field that must be there.</summary>
    public JsonShape this[string name] =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? new(source, value, Join(name))
            : throw new SourceException(
                source,
                SourceFault.ChangedShape,
                $"changed its answers: the field '{Join(name)}' is missing. Try another source, and report it."
            );

    public JsonShape this[int index] =>
        index < Count ? new(source, element[index], $"{path}[{index}]") : throw Changed($"has no entry {index}");

    /// <summary>A field that may be missing.</summary>
    public JsonShape? Find(string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind != JsonValueKind.Null
            ? new JsonShape(source, value, Join(name))
            : null;

    /// <summary>The names of an object's fields.</summary>
    public IReadOnlyList<string> Names() =>
        element.ValueKind == JsonValueKind.Object
            ? [.. element.EnumerateObject().Select(e => e.Name)]
            : throw Changed("is not an object");

    /// <summary>A number; NaN for null.</summary>
    public double Number() =>
        element.ValueKind switch
        {
            JsonValueKind.Null => double.NaN,
            JsonValueKind.Number => element.GetDouble(),
            _ => throw Changed($"is not a number but '{Shown()}'"),
        };

    public string Text()
    {
        if (element.ValueKind != JsonValueKind.String)
            throw Changed($"is not a text but '{Shown()}'");
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Changed("is not a text of Unicode"); // an escaped half of a surrogate pair
        }
    }

    /// <summary>The day that a timestamp begins with (<c>2024-01-02T00:00:00.000Z</c>), as
    /// written.</summary>
    public DateTimeOffset Moment() =>
        element.ValueKind == JsonValueKind.String
        && element.TryGetDateTimeOffset(out DateTimeOffset moment)
        && moment.Year is > 1900 and < 2200
            ? moment
            : throw Changed($"is not a time but '{Shown()}'");

    public DateTimeOffset UnixSeconds() =>
        element.ValueKind == JsonValueKind.Number
        && element.TryGetInt64(out long seconds)
        && seconds is > Earliest and < Latest
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Changed($"is not a time in seconds but '{Shown()}'");

    public DateTimeOffset UnixMilliseconds() =>
        element.ValueKind == JsonValueKind.Number
        && element.TryGetInt64(out long moment)
        && moment / 1000 is > Earliest and < Latest
            ? DateTimeOffset.FromUnixTimeMilliseconds(moment)
            : throw Changed($"is not a time in milliseconds but '{Shown()}'");

    /// <summary>A number that is written as a text, so that no digit is lost.</summary>
    public double NumberInText() =>
        element.ValueKind == JsonValueKind.String
        && double.TryParse(
            element.GetString(),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double value
        )
            ? value
            : throw Changed($"is not a number in a text but '{Shown()}'");

    private string Join(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private string Shown() => element.GetRawText() is { Length: > 40 } text ? text[..40] + "..." : element.GetRawText();

    private SourceException Changed(string how) =>
        new(
            source,
            SourceFault.ChangedShape,
            $"changed its answers: the field '{(path.Length == 0 ? "(root)" : path)}' {how}. Try another source, and"
                + $" report it."
        );
}
