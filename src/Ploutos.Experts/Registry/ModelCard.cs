using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Serving;
using Ploutos.MarketData;

namespace Ploutos.Experts.Registry;

/// <summary>Days of a model's parts; the test is that of the days that count, and null where too few
/// are left.</summary>
public sealed record ModelDays(
    DateOnly TrainFrom,
    DateOnly TrainTo,
    DateOnly ValidationFrom,
    DateOnly ValidationTo,
    DateOnly? TestFrom,
    DateOnly? TestTo
);

/// <summary>Where a model's bars came from.</summary>
/// <param name="Origin">observed or simulated.</param>
/// <param name="Tickers">The tickers that rows were learned from.</param>
/// <param name="Hash">SHA-256 over tickers, dates and prices, hexadecimal: the same bars give the
/// same hash.</param>
public sealed record ModelData(DataOrigin Origin, IReadOnlyList<string> Tickers, string Hash)
{
    /// <summary>All tickers that were given to the training, in its order, where some of them
    /// contributed no row; null where all contributed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Given { get; init; }

    /// <summary>All tickers that were given to the training: the pool of a later one.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Pool => Given ?? Tickers;
}

/// <summary>An out-of-sample figure with its interval and its baseline.</summary>
public sealed record ModelMetric(double Value, double Low, double High, double? Baseline);

/// <summary>Where a chain of records ended when a model was trained.</summary>
/// <param name="Chain">Its name.</param>
/// <param name="Count">Links.</param>
/// <param name="Hash">The hash of the last one.</param>
public sealed record ModelLedgerHead(string Chain, long Count, string Hash);

/// <summary>What <c>model.json</c> says of a model beside its weights. Plain data; nothing in it is
/// executed.</summary>
public sealed record ModelCard
{
    /// <summary>The version of this file's layout that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Layout of this file.</summary>
    public required int Format { get; init; }

    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>Names the model: time of training and the first digits of the weights' hash.</summary>
    public required string Version { get; init; }

    /// <summary>When it was trained.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The digest of the expert's file (<see cref="ExpertDefinition.Digest"/>); null in cards
    /// of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Definition { get; init; }

    /// <summary>Names of the inputs, in order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Means of the scaler, one an input, from the training days.</summary>
    public required IReadOnlyList<double> ScalerMean { get; init; }

    /// <summary>Standard deviations of the scaler.</summary>
    public required IReadOnlyList<double> ScalerScale { get; init; }

    /// <summary>none, temperature or platt.</summary>
    public required string CalibrationMethod { get; init; }

    /// <summary>Factor of the margin.</summary>
    public required double CalibrationSlope { get; init; }

    /// <summary>Log-odds at margin 0.</summary>
    public required double CalibrationIntercept { get; init; }

    /// <summary>The label's name.</summary>
    public required string Label { get; init; }

    /// <summary>Bars the label looks ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Bars that attention sees.</summary>
    public required int Window { get; init; }

    /// <summary>What the training ran with; where the batch was scaled (<see cref="BatchTimes"/>), what it was scaled
    /// from.</summary>
    public required Hyperparameters Hyperparameters { get; init; }

    /// <summary>Where the hyperparameters came from.</summary>
    public required string HyperparametersFrom { get; init; }

    /// <summary>Weights of class 0 and class 1 in the loss.</summary>
    public required IReadOnlyList<double> ClassWeights { get; init; }

    /// <summary>Seed of the training.</summary>
    public required int Seed { get; init; }

    /// <summary>Epochs of the training.</summary>
    public required int EpochsRun { get; init; }

    /// <summary>Rows that an epoch drew; null where it was all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EpochRows { get; init; }

    /// <summary>How many times the batch of the hyperparameters a step had, where the rows decided it: their
    /// learning rate and weight decay were scaled with it. Null where it was the
    /// hyperparameters' own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BatchTimes { get; init; }

    /// <summary>The epoch that was kept, counted from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Rows that were learned from.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Rows of the test.</summary>
    public required int TestRows { get; init; }

    /// <summary>Frequency of class 1 among the training rows.</summary>
    public required double TrainingRate { get; init; }

    /// <summary>Days of train, validation and test.</summary>
    public required ModelDays Days { get; init; }

    /// <summary>The last days that chose anything about the model; null in cards of earlier
    /// versions, which did not keep them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelChoices? Choices { get; init; }

    /// <summary>How window, weight decay and epochs were chosen; null where they were not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelSelection? Selection { get; init; }

    /// <summary>Who answers the question; null where it is the network without a
    /// comparison.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelServing? Serving { get; init; }

    /// <summary>The version of the risk model that was fitted with a volatility model, and forecasts
    /// while that one predicts; null for other experts, where it could not be fitted, and in cards of
    /// earlier versions (<see cref="ModelServing.RiskVersion"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RiskVersion { get; init; }

    /// <summary>Where the bars came from.</summary>
    public required ModelData Data { get; init; }

    /// <summary>Out of sample, by metric name.</summary>
    public required IReadOnlyDictionary<string, ModelMetric> Metrics { get; init; }

    /// <summary>SHA-256 of <c>weights.safetensors</c>, hexadecimal.</summary>
    public required string WeightsHash { get; init; }

    /// <summary>SHA-256 of the card's text with zeros in this place, hexadecimal; null in cards of
    /// earlier versions, which have no digest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Digest { get; init; }

    /// <summary>Where the workspace's chains ended when it was trained: a chain that is cut or gone
    /// does not fit its models any more. Null where there were none, and in cards of earlier
    /// versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ModelLedgerHead>? Heads { get; init; }

    /// <summary>Bars that the purge between the parts allows a window.</summary>
    [JsonIgnore]
    public int PurgedWindow => Math.Max(Window, Selection?.LongestWindow ?? 0);

    /// <summary>Whether the bars were made up.</summary>
    [JsonIgnore]
    public bool Simulated => Data.Origin == DataOrigin.Simulated;
}

/// <summary>The thresholds of the vote, fitted on the validation days of three models.</summary>
/// <param name="Format">Layout of this file.</param>
/// <param name="Weak">|score| above this is BUY / SELL.</param>
/// <param name="Strong">|score| above this is STRONG.</param>
/// <param name="Versions">The models they were fitted for, by expert.</param>
/// <param name="ValidationRows">Rows they were fitted on.</param>
/// <param name="LastDay">The last day among them; null in files of earlier versions.</param>
public sealed record EnsembleCard(
    int Format,
    double Weak,
    double Strong,
    IReadOnlyDictionary<string, string> Versions,
    int ValidationRows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDay = null
)
{
    /// <summary>SHA-256 of the file's text with zeros in this place; null in files of earlier
    /// versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Digest { get; init; }
}

/// <summary>JSON of the registry's files.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ModelCard))]
[JsonSerializable(typeof(EnsembleCard))]
internal sealed partial class RegistryJson : JsonSerializerContext
{
    /// <summary>Reads a model's card; one with a null where a list or a table needs a value is
    /// broken.</summary>
    public static ModelCard ReadCard(string path)
    {
        ModelCard card = Read(path, Default.ModelCard);
        return
            card.Features.Contains(null!)
            || card.Data.Tickers.Contains(null!)
            || card.Data.Pool.Contains(null!)
            || card.Metrics.Values.Contains(null!)
            || (card.Heads?.Contains(null!) ?? false)
            ? throw new InvalidDataException(
                $"'{path}' is no valid model description: it holds a null where a value is needed. Train the expert"
                    + " again."
            )
            : card;
    }

    /// <summary>Reads a file's text; a broken one is told as such, with its path.</summary>
    public static T Read<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type)
                ?? throw new InvalidDataException($"'{path}' is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"'{path}' is no valid model description ({e.Message}). Train the expert again.",
                e
            );
        }
    }
}
