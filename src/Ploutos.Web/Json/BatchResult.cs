using Ploutos.Signals.Predict;

namespace Ploutos.Web.Json;

/// <summary>One ticker of a batch: a prediction, or why there is none.</summary>
internal sealed record BatchResult(string Ticker, Prediction? Prediction, BatchError? Error);
