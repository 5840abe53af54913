namespace Ploutos.MarketData.Calendar;

/// <summary>A weekday on which a market does not trade as usual.</summary>
/// <param name="Date">The day, in the market's time zone.</param>
/// <param name="EarlyClose">When trading ends, local time; null where the market is closed.</param>
/// <param name="Name">Why, such as "Good Friday".</param>
/// <param name="IsScheduled">False for a closing that no rule forecasts: mourning, storms,
/// breakdowns.</param>
/// <param name="IsCertain">Whether the rules are held against what the market did or published for
/// that day; else the day is by rule alone.</param>
public readonly record struct CalendarDay(
    DateOnly Date,
    TimeOnly? EarlyClose,
    string Name,
    bool IsScheduled,
    bool IsCertain
);
