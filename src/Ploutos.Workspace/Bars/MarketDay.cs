namespace Ploutos.Workspace.Bars;

/// <summary>A weekday on which a market does not trade as usual.</summary>
public sealed record MarketDay
{
    /// <summary>The day, in the market's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary><c>closed</c>, or <c>early</c> where trading ends early.</summary>
    public required string Kind { get; init; }

    /// <summary>When trading ends, local time, such as <c>14:05</c>; null where it is
    /// closed.</summary>
    public string? LocalClose { get; init; }

    /// <summary>Why, such as "Good Friday".</summary>
    public required string Name { get; init; }

    /// <summary>False for a closing that no rule forecasts: mourning, storms, breakdowns.</summary>
    public required bool Scheduled { get; init; }

    /// <summary>Whether the rules are held against what the market did or published for the day;
    /// else it is by rule alone.</summary>
    public required bool Certain { get; init; }
}
