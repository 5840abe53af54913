using System.Text.Json.Serialization;

namespace Ploutos.Research.Tuning;

/// <summary>Whether a search paid: its best trial held against the defaults on a fold that the search
/// did not use. It serves where its log-loss is lower by more than one standard error of the paired
/// difference; otherwise the defaults stay.</summary>
public sealed record SearchCheck
{
    /// <summary>First validation day of the fold.</summary>
    [JsonPropertyName("from")]
    public required DateOnly From { get; init; }

    /// <summary>Last one.</summary>
    [JsonPropertyName("to")]
    public required DateOnly To { get; init; }

    /// <summary>Rows, the same for both.</summary>
    [JsonPropertyName("rows")]
    public required int Rows { get; init; }

    /// <summary>Calibrated log-loss of the best trial.</summary>
    [JsonPropertyName("best_log_loss")]
    public required double BestLogLoss { get; init; }

    /// <summary>The same of the defaults.</summary>
    [JsonPropertyName("default_log_loss")]
    public required double DefaultLogLoss { get; init; }

    /// <summary>The defaults' log-loss less the best trial's, mean over days.</summary>
    [JsonPropertyName("gain")]
    public required double Gain { get; init; }

    /// <summary>Standard error of the gain; null where it is not defined.</summary>
    [JsonPropertyName("standard_error")]
    public required double? StandardError { get; init; }

    /// <summary>Whether the best trial serves.</summary>
    [JsonIgnore]
    public bool Pays => Gain > StandardError;
}
