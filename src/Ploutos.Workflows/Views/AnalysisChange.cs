using System.Text.Json.Serialization;
using Ploutos.Signals.Predict;

namespace Ploutos.Workflows.Views;

/// <summary>What changed from one bar to the next.</summary>
/// <param name="Now">The newest prediction.</param>
/// <param name="Before">That of the bar before, by the same models; null where there are too
/// few bars.</param>
/// <param name="CloseChange">Change of the close in between, as a share; null where there is no bar
/// before.</param>
/// <param name="SignalChanged">Whether the signals differ.</param>
public sealed record AnalysisChange(Prediction Now, Prediction? Before, double? CloseChange, bool SignalChanged);
