using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>A file that was written.</summary>
public sealed record ExportedBars(
    string Ticker,
    bool Simulated,
    string File,
    int Rows,
    DateOnly FirstDay,
    DateOnly LastDay
)
{
    /// <summary>Whose terms of use bind the bars, in a sentence; null for simulated bars.</summary>
    public string? Terms { get; init; }
}
