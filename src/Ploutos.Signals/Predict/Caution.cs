using System.Text.Json.Serialization;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Predict;

/// <summary>What to keep in mind of a prediction: the sentence, and the facts behind it for whoever
/// says it in other words.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The sentence.</param>
/// <param name="LastFinishedDay">Of stale bars: the trading day that they should reach.</param>
/// <param name="TradingDaysBehind">Of stale bars: finished trading days that are missing.</param>
/// <param name="Online">Of stale bars: they came from a source on the network, which can be
/// asked again.</param>
public sealed record Caution(
    CautionKind Kind,
    string Text,
    DateOnly? LastFinishedDay = null,
    int TradingDaysBehind = 0,
    bool Online = false
)
{
    /// <summary>Of models that were not trained on the ticker: the experts.</summary>
    public IReadOnlyList<string> Experts { get; init; } = [];

    /// <summary>What the user can do about it; empty where nothing is needed.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
