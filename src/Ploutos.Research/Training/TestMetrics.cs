using System.Text.Json.Serialization;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Research.Training;

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
