namespace Ploutos.Research.Models;

/// <summary>A model that was written to a file.</summary>
/// <param name="Expert">The expert, or <c>risk</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="Forecaster">Who answers: network, risk, base_rate, or a baseline.</param>
/// <param name="Window">Bars a row of its input holds.</param>
/// <param name="Inputs">Names of its inputs, in the order of the columns.</param>
/// <param name="File">The file, as a whole path.</param>
public sealed record ExportedModel(
    string Expert,
    string Version,
    string Forecaster,
    int Window,
    IReadOnlyList<string> Inputs,
    string File
)
{
    /// <summary>Bytes of the file.</summary>
    public required long Bytes { get; init; }
}
