using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>A value reported at a step.</summary>
public sealed record CurvePoint(int Step, double Value);
