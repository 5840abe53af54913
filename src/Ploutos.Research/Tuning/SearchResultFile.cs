using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Definitions;
using Ploutos.Research.Training;
using Ploutos.Storage;

namespace Ploutos.Research.Tuning;

/// <summary>Rows and columns that a search saw.</summary>
internal sealed record SearchDataShape(int NSamples, int NFeatures);

/// <summary><c>logs/v7_{expert}_optimization.json</c>: what a search found, in the published form,
/// and what it was asked and shown.</summary>
internal sealed record SearchResult
{
    public required string ExpertType { get; init; }

    /// <summary>The digest of the expert that was searched (<see cref="ExpertDefinition.Digest"/>); null
    /// in files of earlier versions.</summary>
    public string? Definition { get; init; }

    public required double BestLoss { get; init; }

    public required int BestTrial { get; init; }

    public required Dictionary<string, double> BestParams { get; init; }

    /// <summary>Finished trials of the study.</summary>
    public required int NTrials { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required SearchDataShape DataShape { get; init; }

    /// <summary>Trials that were asked for, so that an interrupted search can be told from a
    /// finished one.</summary>
    public required int RequestedTrials { get; init; }

    /// <summary>What the losses depend on: hash of the bars, days of the split, window, caps on epochs
    /// and batch, space, and an expert's file (<see cref="SearchFingerprint.Of"/>). A search on
    /// others does not count as done.</summary>
    public required string Fingerprint { get; init; }

    public required int Pruned { get; init; }

    /// <summary>The days that the search saw; null in files of earlier versions: not known.</summary>
    public SearchDays? Days { get; init; }

    /// <summary>The cap on the epochs of its trials; null for none. <see cref="BestParams"/> holds
    /// the epochs that the best trial drew.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>search or defaults: what a training uses; null in files of earlier versions, whose best
    /// trial serves.</summary>
    public string? Serves { get; init; }

    /// <summary>Why.</summary>
    public SearchCheck? Check { get; init; }

    /// <summary>Whether the best trial is the defaults.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The search space; null in files of earlier versions.</summary>
    public SearchSpaceKind? Space { get; init; }

    /// <summary>The result in the file, or null where there is none that can be read.</summary>
    public static SearchResult? TryRead(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SearchJson.Default.SearchResult);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is told of it.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="report">The HTML report of the study.</param>
    /// <param name="took">Wall time of the trials; none where they were run before.</param>
    public OptimizeSummary Summary(string path, string report, TimeSpan took) =>
        new()
        {
            Expert = ExpertType,
            BestValue = BestLoss,
            BestTrial = BestTrial,
            BestParameters = BestParams.ToDictionary(p => p.Key, p => (object?)p.Value),
            Trials = NTrials,
            Pruned = Pruned,
            Seconds = took.TotalSeconds,
            ResultFile = path,
            Report = report,
            SeenTo = Days?.Last,
            MaxEpochs = MaxEpochs,
            Serves = Serves,
            Check = Check,
            IsDefault = IsDefault,
        };

    public void Write(string path) =>
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, SearchJson.Default.SearchResult));
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(SearchResult))]
internal sealed partial class SearchJson : JsonSerializerContext;
