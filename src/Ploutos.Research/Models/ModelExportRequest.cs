namespace Ploutos.Research.Models;

/// <summary>Which model is written to which file.</summary>
/// <param name="Expert">The expert, or <c>risk</c> for the risk model.</param>
/// <param name="File">The file to write.</param>
public sealed record ModelExportRequest(string Expert, string File)
{
    /// <summary>A version, or the beginning or the end of its name; null for the one that
    /// predicts.</summary>
    public string? Version { get; init; }

    /// <summary>Whether a file that exists is replaced.</summary>
    public bool Replace { get; init; }
}
