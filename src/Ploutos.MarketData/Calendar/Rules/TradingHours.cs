namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>The hours of a full session, from a day on.</summary>
/// <param name="Since">First day of these hours.</param>
/// <param name="Opens">When trading begins, local time.</param>
/// <param name="Closes">When trading ends, local time; midnight is the one that ends the day.</param>
internal sealed record TradingHours(DateOnly Since, TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>The lunch break, local time. It does not end a session.</summary>
    public (TimeOnly From, TimeOnly To)? Break { get; init; }

    /// <summary>How long after its close a session's closing price may still come: the closing
    /// auction.</summary>
    public TimeSpan Auction { get; init; }
}
