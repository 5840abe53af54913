using System.Text.Json.Serialization;

namespace Ploutos.Signals.Predict;

/// <summary>What to predict.</summary>
public sealed record PredictRequest
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The last day whose bar is used; null for the newest.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Overrides the models' BUY / SELL threshold on |score|.</summary>
    public double? Weak { get; init; }

    /// <summary>Overrides the models' STRONG threshold.</summary>
    public double? Strong { get; init; }

    /// <summary>Keep the prediction in the record of signals, <c>data/signals.db</c>.</summary>
    public bool Log { get; init; } = true;

    /// <summary>Use the stored bars as they are; ask no source.</summary>
    public bool Offline { get; init; }

    /// <summary>The source to ask, even where the stored bars came from files: auto, yahoo,
    /// stooq, alpaca, tiingo, csv:DIR or simulated. Null: <c>auto</c> for a ticker that is
    /// unknown or came from the network and is stale, none for others.</summary>
    public string? Source { get; init; }

    /// <summary>Say what each feature and each day added
    /// (<see cref="Prediction.Explanation"/>).</summary>
    public bool Explain { get; init; }

    /// <summary>Show the vote's own signal, whatever the evidence.</summary>
    public bool Ungated { get; init; }

    /// <summary>The file of an ONNX model that answers in place of the expert's own, for a forecast of one
    /// expert (<see cref="ForecastWorkflow"/>); null for the expert's own.</summary>
    public string? Model { get; init; }

    /// <summary>Train the experts first where a workspace has no models yet; false refuses instead.</summary>
    public bool Trains { get; init; } = true;

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
