using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>An out-of-sample figure.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Baseline">What knowing nothing reaches; null where there is no such thing.</param>
public sealed record MetricView(double Value, double Low, double High, double? Baseline);
