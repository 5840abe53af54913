using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>What Euronext's markets in Paris, Amsterdam and Brussels share: one trading system, one
/// calendar. Source: Euronext's yearly press release on holidays.</summary>
internal static class Euronext
{
    public static ExchangeRules Market(string mic, string name, string timeZone) =>
        new()
        {
            Mic = mic,
            Name = name,
            TimeZone = timeZone,
            Hours = [new(new(2000, 1, 1), new(9, 0), new(17, 30)) { Auction = TimeSpan.FromMinutes(5) }],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Fixed("Labour Day", 5, 1),
                Days.Fixed("Christmas Day", 12, 25),
                Days.Fixed("Boxing Day", 12, 26),
            ],
            EarlyCloses = [new(new(14, 5), Days.Fixed("Christmas Eve", 12, 24), Days.Fixed("New Year's Eve", 12, 31))],
        };
}
