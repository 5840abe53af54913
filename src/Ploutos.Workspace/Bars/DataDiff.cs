using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>How two vintages of a ticker differ.</summary>
public sealed record DataDiff
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>Made-up bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The older vintage; null where there is only one.</summary>
    public required int? Before { get; init; }

    /// <summary>The newer vintage.</summary>
    public required int After { get; init; }

    /// <summary>All vintages there are.</summary>
    public required IReadOnlyList<Vintage> Vintages { get; init; }

    /// <summary>Values told differently, by date.</summary>
    public required IReadOnlyList<ChangedValue> Changed { get; init; }

    /// <summary>Days only the newer one has.</summary>
    public required IReadOnlyList<DateOnly> Added { get; init; }

    /// <summary>Days only the older one has.</summary>
    public required IReadOnlyList<DateOnly> Removed { get; init; }
}
