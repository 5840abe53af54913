namespace Ploutos.Signals.Predict;

/// <summary>What became of many tickers.</summary>
/// <param name="Predictions">Those that could be predicted, in the order asked.</param>
/// <param name="Failures">The others, in the order asked, with what each failed of.</param>
public sealed record PredictionBatch(
    IReadOnlyList<Prediction> Predictions,
    IReadOnlyList<(string Ticker, Exception Error)> Failures
);
