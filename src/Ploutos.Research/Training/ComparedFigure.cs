using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>A figure of two models on the same rows, with the paired difference.</summary>
/// <param name="Before">The model's before.</param>
/// <param name="After">The model's after.</param>
/// <param name="Difference">After less before.</param>
/// <param name="Low">Lower end of the difference's 95 % interval, from a bootstrap of days.</param>
/// <param name="High">Upper end.</param>
public sealed record ComparedFigure(
    [property: JsonPropertyName("before")] double Before,
    [property: JsonPropertyName("after")] double After,
    [property: JsonPropertyName("difference")] double Difference,
    [property: JsonPropertyName("low")] double Low,
    [property: JsonPropertyName("high")] double High
);
