namespace Ploutos.Research.Models;

/// <summary>An out-of-sample figure of a model.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Baseline">What a constant guess reaches on the same rows.</param>
public sealed record ModelFigure(double Value, double Low, double High, double? Baseline);
