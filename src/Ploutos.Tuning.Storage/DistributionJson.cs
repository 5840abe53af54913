using System.Text.Json;

namespace Ploutos.Tuning.Storage;

/// <summary>Distributions in the JSON that Optuna keeps beside each parameter.</summary>
internal static class DistributionJson
{
    public static string Write(Distribution distribution) =>
        distribution switch
        {
            FloatDistribution f => Object(
                "FloatDistribution",
                $"\"step\": {(f.Step is { } s ? PythonJson.Number(s) : "null")}, \"low\": {PythonJson.Number(f.Low)},"
                    + $" \"high\": {PythonJson.Number(f.High)}, \"log\": {Bool(f.Log)}"
            ),
            IntDistribution i => Object(
                "IntDistribution",
                $"\"log\": {Bool(i.Log)}, \"step\": {i.Step}, \"low\": {i.Low}, \"high\": {i.High}"
            ),
            CategoricalDistribution c => Object(
                "CategoricalDistribution",
                $"\"choices\": [{string.Join(", ", c.Choices.Select(PythonJson.Value))}]"
            ),
            _ => throw new ArgumentException(
                $"A distribution must be float, int or categorical, but got {distribution.Describe()}."
            ),
        };

    public static Distribution Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            string? name = document.RootElement.GetProperty("name").GetString();
            JsonElement a = document.RootElement.GetProperty("attributes");
            return name switch
            {
                "FloatDistribution" => new FloatDistribution(
                    Number(a, "low"),
                    Number(a, "high"),
                    a.GetProperty("step").ValueKind == JsonValueKind.Null ? null : Number(a, "step"),
                    a.GetProperty("log").GetBoolean()
                ),
                "IntDistribution" => new IntDistribution(
                    (long)Number(a, "low"),
                    (long)Number(a, "high"),
                    (long)Number(a, "step"),
                    a.GetProperty("log").GetBoolean()
                ),
                "CategoricalDistribution" => new CategoricalDistribution(
                    a.GetProperty("choices").EnumerateArray().Select(PythonJson.Read)
                ),
                _ => throw new FormatException($"unknown distribution '{name}'"),
            };
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or FormatException
                        or InvalidOperationException
                        or ArgumentException
            )
        {
            throw new StudyStorageException(
                $"A distribution in the storage must be one that Optuna 3 or later writes, but got {json}"
                    + $" ({e.Message}). Upgrade the storage with `optuna storage upgrade`.",
                e
            );
        }
    }

    private static string Object(string name, string attributes) =>
        $"{{\"name\": \"{name}\", \"attributes\": {{{attributes}}}}}";

    private static string Bool(bool value) => value ? "true" : "false";

    private static double Number(JsonElement attributes, string name) => attributes.GetProperty(name).GetDouble();
}
