namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>What makes an exchange's calendar, as data.</summary>
internal sealed record ExchangeRules
{
    /// <summary>The market identifier code of ISO 10383, or 24/7 and 24/5.</summary>
    public required string Mic { get; init; }

    /// <summary>The exchange's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its time zone in the IANA database.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The hours of a full session, the oldest first.</summary>
    public required IReadOnlyList<TradingHours> Hours { get; init; }

    /// <summary>Days without trading that were known well ahead.</summary>
    public IReadOnlyList<DayRule> Holidays { get; init; } = [];

    /// <summary>Closings that no rule forecasts: mourning, storms, breakdowns.</summary>
    public IReadOnlyList<DayRule> Unscheduled { get; init; } = [];

    /// <summary>Days that end early.</summary>
    public IReadOnlyList<EarlyClose> EarlyCloses { get; init; } = [];

    /// <summary>Sessions with so little trading that some sources have no bar of them.</summary>
    public IReadOnlyList<DayRule> Quiet { get; init; } = [];

    /// <summary>Whether it trades on Saturdays and Sundays.</summary>
    public bool Weekends { get; init; }

    /// <summary>Sessions a year by convention; null to count them.</summary>
    public int? SessionsPerYear { get; init; }

    /// <summary>First day that the rules can compute.</summary>
    public DateOnly First { get; init; } = new(2000, 1, 1);

    /// <summary>Last day that the rules can compute.</summary>
    public DateOnly Last { get; init; } = new(2099, 12, 31);

    /// <summary>First day on which the rules were held against what the exchange did.</summary>
    public DateOnly CertainFrom { get; init; } = new(2005, 1, 1);

    /// <summary>Last day on which the rules were held against what the exchange
    /// published.</summary>
    public DateOnly CertainTo { get; init; } = new(2026, 12, 31);

    /// <summary>What is not sure although the years are: sentences for users, with the first and the
    /// last day that each is about.</summary>
    public IReadOnlyList<(DateOnly Since, DateOnly Until, string Text)> Doubts { get; init; } = [];
}
