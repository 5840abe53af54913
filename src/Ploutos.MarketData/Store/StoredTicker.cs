namespace Ploutos.MarketData.Store;

/// <summary>What the store knows of one ticker: its newest vintage.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Origin">Observed or simulated.</param>
/// <param name="Source">Where the newest vintage came from, such as <c>yahoo</c>.</param>
/// <param name="Location">Which file or address.</param>
/// <param name="Vintage">1 for the first; one more for each revision.</param>
/// <param name="Rows">Clean bars.</param>
/// <param name="FirstDay">First bar.</param>
/// <param name="LastDay">Last bar.</param>
/// <param name="FetchedAt">When the source was last asked with success.</param>
/// <param name="Warnings">Findings of severity Warning.</param>
/// <param name="Serious">Findings of severity Serious.</param>
/// <param name="AskedFrom">The earliest day its sources were asked for; they may have had none
/// before <paramref name="FirstDay"/>.</param>
public sealed record StoredTicker(
    string Ticker,
    DataOrigin Origin,
    string Source,
    string Location,
    int Vintage,
    int Rows,
    DateOnly FirstDay,
    DateOnly LastDay,
    DateTimeOffset FetchedAt,
    int Warnings,
    int Serious,
    DateOnly AskedFrom
);

/// <summary>One state of a ticker's past, as a source told it.</summary>
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
