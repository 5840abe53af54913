using System.Text.Json.Serialization;

namespace Ploutos.Signals.Predict;

/// <summary>What to predict.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="AsOf">The last day whose bar is used; null for the newest.</param>
/// <param name="Weak">Overrides the models' BUY / SELL threshold on |score|.</param>
/// <param name="Strong">Overrides the models' STRONG threshold.</param>
/// <param name="Log">Keep the prediction in the record of signals, <c>data/signals.db</c>.</param>
/// <param name="Offline">Use the stored bars as they are; ask no source.</param>
/// <param name="Source">The source to ask, even where the stored bars came from files: auto, yahoo,
/// stooq, alpaca, tiingo, csv:DIR or simulated. Null: <c>auto</c> for a ticker that is unknown or
/// came from the network and is stale, none for others.</param>
/// <param name="Ungated">Show the vote's own signal, whatever the evidence.</param>
/// <param name="Explain">Say what each feature and each day added
/// (<see cref="Prediction.Explanation"/>).</param>
public sealed record PredictRequest(
    string Ticker,
    DateOnly? AsOf = null,
    double? Weak = null,
    double? Strong = null,
    bool Log = true,
    bool Offline = false,
    string? Source = null,
    bool Explain = false,
    bool Ungated = false
)
{
    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
