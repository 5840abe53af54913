namespace Ploutos.MarketData.Calendar;

/// <summary>A market's usual hours, local time.</summary>
/// <param name="Opens">When trading begins.</param>
/// <param name="Closes">When trading ends; midnight is the one that ends the day.</param>
/// <param name="BreakFrom">When the lunch break begins; null where there is none.</param>
/// <param name="BreakTo">When it ends.</param>
/// <param name="Auction">How long after the close the closing price may still come.</param>
public sealed record MarketHours(
    TimeOnly Opens,
    TimeOnly Closes,
    TimeOnly? BreakFrom,
    TimeOnly? BreakTo,
    TimeSpan Auction
);
