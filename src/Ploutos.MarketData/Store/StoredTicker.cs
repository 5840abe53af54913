namespace Ploutos.MarketData.Store;

/// <summary>What the store knows of one ticker: its newest vintage.</summary>
public sealed record StoredTicker
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>Observed or simulated.</summary>
    public required DataOrigin Origin { get; init; }

    /// <summary>Where the newest vintage came from, such as <c>yahoo</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Which file or address.</summary>
    public required string Location { get; init; }

    /// <summary>1 for the first; one more for each revision.</summary>
    public required int Vintage { get; init; }

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

    /// <summary>The earliest day its sources were asked for; they may have had none before
    /// <see cref="FirstDay"/>.</summary>
    public required DateOnly AskedFrom { get; init; }

    /// <summary>What is known of the ticker beside its bars.</summary>
    public Instrument Instrument { get; init; } = new();
}

/// <summary>One state of a ticker's past, as a source reported it.</summary>
public sealed record StoredVintage
{
    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; init; }

    /// <summary>Why it was opened: the first delivery, or what a later one changed.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Clean bars.</summary>
    public required int Rows { get; init; }

    /// <summary>First bar.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last bar.</summary>
    public required DateOnly LastDay { get; init; }
}
