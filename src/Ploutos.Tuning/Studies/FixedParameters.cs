using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ploutos.Tuning;

/// <summary>Values that a trial was given beforehand, in the system attribute that Optuna uses for
/// the purpose.</summary>
internal static class FixedParameters
{
    public const string Key = "fixed_params";

    public static string ToJson(IEnumerable<KeyValuePair<string, object?>> values)
    {
        StringBuilder json = new("{");
        foreach ((string name, object? value) in values)
            json.Append(json.Length == 1 ? "" : ", ")
                .Append(PythonJson.String(name))
                .Append(": ")
                .Append(PythonJson.Value(Widen(value)));
        return json.Append('}').ToString();
    }

    public static Dictionary<string, object?> Read(IReadOnlyDictionary<string, string> systemAttributes)
    {
        if (!systemAttributes.TryGetValue(Key, out string? json))
            return [];
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => PythonJson.Read(p.Value));
    }

    private static object? Widen(object? value) =>
        value switch
        {
            int or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            float f => (double)f,
            _ => value,
        };
}
