using System.Text;
using System.Text.Json;

namespace Ploutos.Tuning.Tpe;

/// <summary>What a running trial was given but has not asked for yet, kept as a system attribute
/// as Optuna does it (<c>tpe:relative_params:0</c>: a JSON object inside a JSON string, cut into
/// pieces that fit the column), so that other workers can keep away from it.</summary>
internal static class RelativeParameters
{
    private const string Key = "tpe:relative_params:";
    private const int PieceLength = 2045;

    public static void Write(
        SamplingContext context,
        IReadOnlyList<KeyValuePair<string, Distribution>> space,
        ReadOnlySpan<double> values
    )
    {
        StringBuilder text = new("{");
        for (int d = 0; d < values.Length; d++)
            text.Append(d == 0 ? "" : ", ")
                .Append(PythonJson.String(space[d].Key))
                .Append(": ")
                .Append(PythonJson.Value(space[d].Value.ToValue(values[d])));
        text.Append('}');
        for (int i = 0; i < text.Length; i += PieceLength)
            context.SetSystemAttribute(
                Key + i / PieceLength,
                PythonJson.String(text.ToString(i, Math.Min(PieceLength, text.Length - i)))
            );
    }

    /// <summary>The internal value of a trial's parameter; of a running trial also one that it was
    /// only given.</summary>
    public static bool TryGet(FrozenTrial trial, string name, Distribution distribution, out double value)
    {
        if (trial.Find(name) is { } assigned)
        {
            value = assigned.Internal;
            return true;
        }
        value = 0;
        if (trial.State != TrialState.Running || !trial.SystemAttributes.ContainsKey(Key + 0))
            return false;
        StringBuilder text = new();
        for (int i = 0; trial.SystemAttributes.TryGetValue(Key + i, out string? piece); i++)
            text.Append(JsonElement.Parse(piece).GetString());
        using JsonDocument document = JsonDocument.Parse(text.ToString());
        if (!document.RootElement.TryGetProperty(name, out JsonElement element))
            return false;
        value = distribution.ToInternal(PythonJson.Read(element));
        return true;
    }
}
