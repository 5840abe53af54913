using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>SIX Swiss Exchange. Source: SIX's yearly trading calendar. The closing auction ends at
/// the close.</summary>
internal static class Zurich
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XSWX",
            Name = "SIX Swiss Exchange",
            TimeZone = "Europe/Zurich",
            Hours = [new(new(2000, 1, 1), new(9, 0), new(17, 30))],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1),
                Days.Fixed("Berchtold's Day", 1, 2),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Fixed("Labour Day", 5, 1),
                Days.Easter("Ascension Day", 39),
                Days.Easter("Whit Monday", 50),
                Days.Fixed("National Day", 8, 1),
                Days.Fixed("Christmas Eve", 12, 24),
                Days.Fixed("Christmas Day", 12, 25),
                Days.Fixed("St Stephen's Day", 12, 26),
                Days.Fixed("New Year's Eve", 12, 31),
            ],
        };
}
