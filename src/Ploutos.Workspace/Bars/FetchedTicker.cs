using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>What came of one ticker.</summary>
public sealed record FetchedTicker
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>What the fetch came to.</summary>
    public required FetchOutcome Outcome { get; init; }

    /// <summary>The source that served; null where none did.</summary>
    public required string? Source { get; init; }

    /// <summary>Clean bars in the store now; 0 where there are none.</summary>
    public required int Rows { get; init; }

    /// <summary>Days that are new.</summary>
    public required int Added { get; init; }

    /// <summary>Days that the source reports differently now, or no longer has.</summary>
    public required int Changed { get; init; }

    /// <summary>First bar in the store.</summary>
    public required DateOnly? FirstDay { get; init; }

    /// <summary>Last bar in the store.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>Made-up bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Sources asked before the one that served, with the fault of each.</summary>
    public required IReadOnlyList<string> PassedOver { get; init; }

    /// <summary>Failed because no source knows the ticker or has bars of it in the
    /// range.</summary>
    public bool Unknown { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Error { get; init; }

    /// <summary>What to know of a success, in sentences: such as a history that begins later than
    /// asked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
