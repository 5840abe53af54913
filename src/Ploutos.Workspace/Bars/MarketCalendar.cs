namespace Ploutos.Workspace.Bars;

/// <summary>A market, its usual hours, and its unusual days in a range.</summary>
public sealed record MarketCalendar
{
    /// <summary>Its market identifier code.</summary>
    public required string Market { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its time zone in the IANA database.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The hours of a full session on the last day asked for, in words.</summary>
    public required string Hours { get; init; }

    /// <summary>First day asked for.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day asked for.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Sessions in the range.</summary>
    public required int Sessions { get; init; }

    /// <summary>Closed weekdays and early closes, ascending.</summary>
    public required IReadOnlyList<MarketDay> Days { get; init; }
}
