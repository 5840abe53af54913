using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Borsa Italiana, part of Euronext since 2021, with its own holidays. Source: Borsa
/// Italiana's yearly trading calendar.</summary>
internal static class Milan
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XMIL",
            Name = "Borsa Italiana",
            TimeZone = "Europe/Rome",
            Hours = [new(new(2000, 1, 1), new(9, 0), new(17, 30)) { Auction = TimeSpan.FromMinutes(5) }],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Fixed("Labour Day", 5, 1),
                Days.Fixed("Assumption Day", 8, 15),
                Days.Fixed("Christmas Eve", 12, 24),
                Days.Fixed("Christmas Day", 12, 25),
                Days.Fixed("St Stephen's Day", 12, 26),
                Days.Fixed("New Year's Eve", 12, 31),
            ],
        };
}
