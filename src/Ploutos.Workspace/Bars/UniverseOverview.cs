namespace Ploutos.Workspace.Bars;

/// <summary>A universe in a list of them.</summary>
public sealed record UniverseOverview
{
    /// <summary>Its name, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its members are known day by day; else the list is of one day.</summary>
    public required bool Dated { get; init; }

    /// <summary>Tickers that ever belonged to it.</summary>
    public required int Tickers { get; init; }

    /// <summary>The first day of a member; null for always before.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The last day of a member; null for still.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>What such a list does to figures of the past; null where the members are dated.</summary>
    public string? Note { get; init; }
}

/// <summary>A member of a universe.</summary>
/// <param name="Universe">The universe.</param>
/// <param name="Ticker">The ticker.</param>
/// <param name="From">Its first day in the universe; null for always before.</param>
/// <param name="To">Its last day; null for still.</param>
public sealed record UniverseMember(string Universe, string Ticker, DateOnly? From, DateOnly? To);
