using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Registry;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Evaluation;

/// <summary>The files of finished evaluations, <c>reports/evaluation/{id}/evaluation.json</c>.</summary>
public static class EvaluationFile
{
    /// <summary>Its name in the evaluation's folder.</summary>
    public const string Name = "evaluation.json";

    /// <summary>The folder of a workspace's evaluations.</summary>
    public static string FolderOf(WorkspaceFolder workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return Path.Combine(workspace.ReportFolder, "evaluation");
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is not what an evaluation writes.</exception>
    public static EvaluationResult Read(string path)
    {
        try
        {
            EvaluationResult? result = JsonSerializer.Deserialize(
                File.ReadAllBytes(path),
                EvaluationJson.Default.EvaluationResult
            );
            if (result is { Format: EvaluationResult.CurrentFormat } && !IsWhole(result))
                throw new JsonException("a list holds null");
            return result is { Format: EvaluationResult.CurrentFormat }
                ? result
                : throw new InvalidDataException(
                    $"'{path}' must have the format {EvaluationResult.CurrentFormat}, but has {result?.Format}. Run"
                        + $" the evaluation again."
                );
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is no evaluation ({e.Message}). Run the evaluation again.", e);
        }
    }

    // The parser holds members to their kind, but not what stands in a list.
    private static bool IsWhole(EvaluationResult e) =>
        !e.Tickers.Contains(null!)
        && !e.Findings.Contains(null!)
        && !e.Notes.Contains(null!)
        && e.Folds.All(fold => fold is not null && !fold.Train.Contains(null!) && !fold.Test.Contains(null!))
        && e.Questions.All(question =>
            question is not null
            && !question.Comparisons.Contains(null!)
            && question.Forecasters.All(forecaster =>
                forecaster is not null
                && !forecaster.Metrics.Values.Contains(null!)
                && !forecaster.Calibration.Contains(null!)
                && !forecaster.Folds.Contains(null!)
                && !forecaster.Paths.Contains(null!)
            )
        );

    /// <summary>The workspace's evaluations, newest first; broken ones and those of other versions
    /// are left out.</summary>
    public static IReadOnlyList<EvaluationResult> All(WorkspaceFolder workspace)
    {
        string folder = FolderOf(workspace);
        if (!Directory.Exists(folder))
            return [];
        IEnumerable<EvaluationResult> results = Directory
            .EnumerateDirectories(folder)
            .Select(d => TryRead(Path.Combine(d, Name)))
            .OfType<EvaluationResult>();
        return [.. results.OrderByDescending(r => r.CreatedAt)];
    }

    /// <summary>The evaluation in the file; null where there is none that this version can read.</summary>
    internal static EvaluationResult? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    internal static void Write(EvaluationResult result) =>
        AtomicFile.Write(
            Path.Combine(result.Folder, Name),
            JsonSerializer.SerializeToUtf8Bytes(result, EvaluationJson.Default.EvaluationResult)
        );
}

/// <summary>JSON of an evaluation's files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FiniteNumberConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(UnitResult))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
