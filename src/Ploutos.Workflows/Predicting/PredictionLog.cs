using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Predicting;

/// <summary><c>logs/predictions.jsonl</c>: one prediction a line, only ever appended to. A line that a crash cut off is ended before the next.</summary>
internal static class PredictionLog
{
    public static void Append(Workspace workspace, Prediction prediction)
    {
        Directory.CreateDirectory(workspace.LogFolder);
        byte[] line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(prediction, PredictionJson.Default.Prediction) + "\n");
        using var stream = new FileStream(workspace.PredictionLog, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
                stream.WriteByte((byte)'\n');
        }

        stream.Seek(0, SeekOrigin.End);
        stream.Write(line);
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>JSON of a prediction.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Prediction))]
internal sealed partial class PredictionJson : JsonSerializerContext;
