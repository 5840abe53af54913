using System.Text.Json.Serialization;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>One ticker at a glance.</summary>
public sealed record WatchlistRow
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>Its last bar.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Made-up bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>A finished trading day is missing.</summary>
    public required bool Stale { get; init; }

    /// <summary>The last close.</summary>
    public required double Close { get; init; }

    /// <summary>Change of the close from the bar before, as a share; null where there is
    /// none.</summary>
    [JsonPropertyName("change_1d")]
    public required double? Change1 { get; init; }

    /// <summary>The same over five bars.</summary>
    [JsonPropertyName("change_5d")]
    public required double? Change5 { get; init; }

    /// <summary>The same over twenty bars.</summary>
    [JsonPropertyName("change_20d")]
    public required double? Change20 { get; init; }

    /// <summary>The newest closes, at most 60, the newest last.</summary>
    public required IReadOnlyList<double> Sparkline { get; init; }

    /// <summary>Its prediction in short; null where there is none.</summary>
    public required PredictionGlance? Prediction { get; init; }

    /// <summary>Why there is none.</summary>
    public required BatchFault? Fault { get; init; }

    /// <summary>Its risk forecast in short; null where there is none.</summary>
    public RiskGlance? Risk { get; init; }
}
