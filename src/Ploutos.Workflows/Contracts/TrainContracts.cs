using System.Text.Json.Serialization;

namespace Ploutos.Workflows;

/// <summary>What to train.</summary>
/// <param name="Experts">Names; null or empty for all three.</param>
/// <param name="TestFrom">First day of the test; null tests on the last 15 % of the days.</param>
/// <param name="Seed">Seed of weights, batches and dropout.</param>
/// <param name="Window">Bars that attention sees.</param>
/// <param name="Tickers">Only these; null for all in the store.</param>
/// <param name="Cores">Cores to use; null for all of the machine.</param>
/// <param name="OnlyOutdated">Leave an expert alone whose model was made from the same bars with
/// the same settings.</param>
public sealed record TrainRequest(
    IReadOnlyList<string>? Experts = null,
    DateOnly? TestFrom = null,
    int Seed = 42,
    int Window = 16,
    IReadOnlyList<string>? Tickers = null,
    int? Cores = null,
    bool OnlyOutdated = false
);

/// <summary>A figure with its 95 % interval (stationary block bootstrap by day).</summary>
public sealed record Interval(double Value, double Low, double High);

/// <summary>What an expert reaches on days that nothing was chosen by.</summary>
public sealed record TestMetrics
{
    /// <summary>Test rows.</summary>
    [JsonPropertyName("rows")]
    public required int Rows { get; init; }

    /// <summary>First test day.</summary>
    [JsonPropertyName("from")]
    public required DateOnly From { get; init; }

    /// <summary>Last test day.</summary>
    [JsonPropertyName("to")]
    public required DateOnly To { get; init; }

    /// <summary>Share of the commoner class among the test rows: what a constant guess would
    /// reach.</summary>
    [JsonPropertyName("base_rate")]
    public required double BaseRate { get; init; }

    /// <summary>Share of rows whose likelier class came true.</summary>
    [JsonPropertyName("accuracy")]
    public required double Accuracy { get; init; }

    /// <summary>Area under the ROC curve.</summary>
    [JsonPropertyName("auc")]
    public required double Auc { get; init; }

    /// <summary>Mean -log probability of what came true, calibrated.</summary>
    [JsonPropertyName("log_loss")]
    public required double LogLoss { get; init; }

    /// <summary>The same of a constant probability, the training rows' frequency of class 1.</summary>
    [JsonPropertyName("base_log_loss")]
    public required double BaseLogLoss { get; init; }

    /// <summary>On simulated bars the accuracy that the best possible predictor, which knows the
    /// law and the state of the market, reaches on the same rows; null on observed bars, where
    /// nobody knows.</summary>
    [JsonPropertyName("best_accuracy")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BestAccuracy { get; init; }

    /// <summary>95 % intervals by metric name (accuracy, auc, log_loss).</summary>
    [JsonPropertyName("intervals")]
    public required IReadOnlyDictionary<string, double[]> Intervals { get; init; }
}

/// <summary>A trained expert.</summary>
public sealed record TrainedSummary
{
    /// <summary>momentum, reversion, volatility.</summary>
    [JsonPropertyName("expert")]
    public required string Expert { get; init; }

    /// <summary>Wall time of the training.</summary>
    [JsonPropertyName("seconds")]
    public required double Seconds { get; init; }

    /// <summary>Out of sample.</summary>
    [JsonPropertyName("test")]
    public required TestMetrics Test { get; init; }

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

    /// <summary>Where the hyperparameters came from: "defaults" or the file of a search.</summary>
    [JsonPropertyName("hyperparameters_from")]
    public required string HyperparametersFrom { get; init; }

    /// <summary>How the expert stands against the baselines, on the same test rows.</summary>
    [JsonPropertyName("evidence")]
    public ExpertEvidence? Evidence { get; init; }
}

/// <summary>An expert is trained and saved; the others may still be at it.</summary>
/// <param name="Result">What it reaches.</param>
public sealed record ExpertTrained(TrainedSummary Result) : WorkflowEvent;
