using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Signals.Predict;

/// <summary><c>logs/predictions.jsonl</c>: one prediction a line, only ever appended to, each line
/// chained to the one before by its hash.</summary>
internal static class PredictionLog
{
    public static void Append(WorkspaceFolder workspace, Prediction prediction) =>
        ChainedLines.Append(workspace.PredictionLog, Text(prediction));

    /// <summary>A prediction as the log writes it, without its links, its explanation and its
    /// proof: the version names the model that keeps it.</summary>
    public static string Text(Prediction prediction) =>
        JsonSerializer.Serialize(
            prediction with
            {
                Explanation = null,
                Experts = [.. prediction.Experts.Select(e => e with { Proof = null })],
            },
            PredictionJson.Default.Prediction
        );
}

/// <summary>JSON of a prediction.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(Prediction))]
public sealed partial class PredictionJson : JsonSerializerContext;
