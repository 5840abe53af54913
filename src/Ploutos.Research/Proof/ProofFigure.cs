using System.Text.Json.Serialization;

namespace Ploutos.Research.Proof;

/// <summary>One figure of a check.</summary>
/// <param name="Subject">What it is about: an expert, or all.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of its interval, where it has one.</param>
/// <param name="High">Upper end.</param>
/// <param name="Expected">What an honest pipeline gives, where that is known.</param>
public sealed record ProofFigure(
    string Subject,
    string Name,
    double Value,
    double? Low = null,
    double? High = null,
    double? Expected = null
);
