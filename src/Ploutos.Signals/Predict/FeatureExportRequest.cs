namespace Ploutos.Signals.Predict;

/// <summary>A ticker's features, to be written to a file.</summary>
/// <param name="Ticker">The ticker, stored.</param>
/// <param name="Path">The file.</param>
/// <param name="Set">The name of a set (<see cref="FeatureExport.Sets"/>); null for the three
/// experts' features.</param>
/// <param name="Unrepaired">From the bars as they were delivered, before any check or
/// repair.</param>
/// <param name="Replace">Replace a file that exists.</param>
public sealed record FeatureExportRequest(
    string Ticker,
    string Path,
    string? Set = null,
    bool Unrepaired = false,
    bool Replace = false
);
