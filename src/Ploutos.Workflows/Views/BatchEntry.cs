using System.Text.Json.Serialization;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>One ticker of a batch: a prediction or a fault.</summary>
public sealed record BatchEntry(string Ticker, Prediction? Prediction, BatchFault? Fault);
