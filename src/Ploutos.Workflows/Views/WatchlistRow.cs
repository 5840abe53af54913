using System.Text.Json.Serialization;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>One ticker at a glance.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">Its last bar.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="Stale">A finished trading day is missing.</param>
/// <param name="Close">The last close.</param>
/// <param name="Change1">Change of the close from the bar before, as a share; null where there
/// is none.</param>
/// <param name="Change5">The same over five bars.</param>
/// <param name="Change20">The same over twenty bars.</param>
/// <param name="Sparkline">The newest closes, at most 60, the newest last.</param>
/// <param name="Prediction">Its prediction in short; null where there is none.</param>
/// <param name="Fault">Why there is none.</param>
public sealed record WatchlistRow(
    string Ticker,
    DateOnly AsOf,
    bool Simulated,
    bool Stale,
    double Close,
    [property: JsonPropertyName("change_1d")] double? Change1,
    [property: JsonPropertyName("change_5d")] double? Change5,
    [property: JsonPropertyName("change_20d")] double? Change20,
    IReadOnlyList<double> Sparkline,
    PredictionGlance? Prediction,
    BatchFault? Fault
);
