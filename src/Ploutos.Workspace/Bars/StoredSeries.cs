using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Bars;

/// <summary>One ticker in the store.</summary>
public sealed record StoredSeries
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>Made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Where the newest vintage came from, with the address or file.</summary>
    public required string Source { get; init; }

    /// <summary>Clean bars.</summary>
    public required int Rows { get; init; }

    /// <summary>First bar.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last bar.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>When the source was last asked with success.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>Findings of severity Warning.</summary>
    public required int Warnings { get; init; }

    /// <summary>Findings of severity Serious.</summary>
    public required int Serious { get; init; }

    /// <summary>The newest vintage; above 1 where a source has told the past
    /// differently.</summary>
    public int Vintage { get; init; } = 1;

    /// <summary>The market whose days the bars keep, such as <c>XPAR</c>; null where no calendar is
    /// known.</summary>
    public string? Market { get; init; }

    /// <summary>What the prices are in, such as <c>EUR</c>; null where nothing tells.</summary>
    public string? Currency { get; init; }

    /// <summary>The minor unit that the source quotes in, such as <c>GBp</c>, where the prices were
    /// converted.</summary>
    public string? QuotedIn { get; init; }

    /// <summary>share, fund, index, crypto, currency or future; null where nothing tells.</summary>
    public string? Kind { get; init; }

    /// <summary>The last day of a ticker that ended; null where it goes on.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Why it ended: delisted, merged or renamed.</summary>
    public string? EndReason { get; init; }

    /// <summary>Whether the bars have a volume; null where they were not looked at since it is
    /// kept.</summary>
    public bool? HasVolume { get; init; }
}
