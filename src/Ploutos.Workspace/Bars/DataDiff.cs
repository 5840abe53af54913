using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>How two vintages of a ticker differ.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Simulated">Made-up bars.</param>
/// <param name="Before">The older vintage; null where there is only one.</param>
/// <param name="After">The newer vintage.</param>
/// <param name="Vintages">All vintages there are.</param>
/// <param name="Changed">Values told differently, by date.</param>
/// <param name="Added">Days only the newer one has.</param>
/// <param name="Removed">Days only the older one has.</param>
public sealed record DataDiff(
    string Ticker,
    bool Simulated,
    int? Before,
    int After,
    IReadOnlyList<Vintage> Vintages,
    IReadOnlyList<ChangedValue> Changed,
    IReadOnlyList<DateOnly> Added,
    IReadOnlyList<DateOnly> Removed
);
