using System.Text.Json.Serialization;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Training;

/// <summary>A trained expert.</summary>
public sealed record TrainedSummary
{
    /// <summary>momentum, reversion, volatility.</summary>
    [JsonPropertyName("expert")]
    public required string Expert { get; init; }

    /// <summary>Wall time of the training.</summary>
    [JsonPropertyName("seconds")]
    public required double Seconds { get; init; }

    /// <summary>Out of sample: on days that chose nothing about the model; null where too few are
    /// left, or it is not known which they are.</summary>
    [JsonPropertyName("test")]
    public required TestMetrics? Test { get; init; }

    /// <summary>Made from simulated bars.</summary>
    [JsonPropertyName("simulated")]
    public required bool Simulated { get; init; }

    /// <summary>The model's folder.</summary>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>The model's version.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>Epochs run.</summary>
    [JsonPropertyName("epochs")]
    public required int Epochs { get; init; }

    /// <summary>The epoch that was kept, counted from 1.</summary>
    [JsonPropertyName("best_epoch")]
    public required int BestEpoch { get; init; }

    /// <summary>Bars that attention sees.</summary>
    [JsonPropertyName("window")]
    public int? Window { get; init; }

    /// <summary>The weight decay that it was trained with.</summary>
    [JsonPropertyName("weight_decay")]
    public double? WeightDecay { get; init; }

    /// <summary>Who answers the question, and by how much.</summary>
    [JsonPropertyName("serving")]
    public ServingSummary? Serving { get; init; }

    /// <summary>Where the hyperparameters came from: the file of a search, or "defaults", which says
    /// behind it why a search there was does not serve.</summary>
    [JsonPropertyName("hyperparameters_from")]
    public required string HyperparametersFrom { get; init; }

    /// <summary>Most epochs that the training might run.</summary>
    [JsonPropertyName("max_epochs")]
    public int? MaxEpochs { get; init; }

    /// <summary>The cap on the epochs of the search's trials, which a training does not keep; null
    /// where there was none.</summary>
    [JsonPropertyName("search_max_epochs")]
    public int? SearchMaxEpochs { get; init; }

    /// <summary>How the expert stands against the baselines, on the same test rows.</summary>
    [JsonPropertyName("evidence")]
    public ExpertEvidence? Evidence { get; init; }

    /// <summary>It does not predict until it is promoted.</summary>
    [JsonPropertyName("candidate")]
    public bool Candidate { get; init; }

    /// <summary>The new model against the one that predicted before, on the same test days; null
    /// where there was none, or where no test day is new to both.</summary>
    [JsonPropertyName("comparison")]
    public ModelComparison? Comparison { get; init; }

    /// <summary>What to know of the universes that were asked for.</summary>
    [JsonPropertyName("notes")]
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Serious findings inside the bars that were asked for: of tickers that were left out,
    /// or accepted.</summary>
    [JsonPropertyName("findings")]
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];
}
