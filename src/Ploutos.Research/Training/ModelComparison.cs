using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>Two models of an expert on the same rows, of days that neither was made from.
/// Differences are the new model's figure less the old one's.</summary>
public sealed record ModelComparison
{
    /// <summary>momentum, reversion, volatility.</summary>
    [JsonPropertyName("expert")]
    public required string Expert { get; init; }

    /// <summary>The version before.</summary>
    [JsonPropertyName("before")]
    public required string Before { get; init; }

    /// <summary>The version after.</summary>
    [JsonPropertyName("after")]
    public required string After { get; init; }

    /// <summary>First day compared.</summary>
    [JsonPropertyName("from")]
    public required DateOnly From { get; init; }

    /// <summary>Last day compared.</summary>
    [JsonPropertyName("to")]
    public required DateOnly To { get; init; }

    /// <summary>Rows compared: a ticker's day each.</summary>
    [JsonPropertyName("rows")]
    public required int Rows { get; init; }

    /// <summary>Area under the ROC curve, of the networks' own rankings; higher is better.</summary>
    [JsonPropertyName("auc")]
    public required ComparedFigure Auc { get; init; }

    /// <summary>Mean log-loss in nats; lower is better.</summary>
    [JsonPropertyName("log_loss")]
    public required ComparedFigure LogLoss { get; init; }

    /// <summary>What the log-loss's interval allows to say, in one sentence.</summary>
    [JsonPropertyName("verdict")]
    public required string Verdict { get; init; }
}
