using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Bolsa de Madrid. Source: BME's yearly press release; its holidays went from eleven in
/// 2004 to those of Euronext. The last days of December changed three times.</summary>
internal static class Madrid
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XMAD",
            Name = "Bolsa de Madrid",
            TimeZone = "Europe/Madrid",
            Hours = [new(new(2000, 1, 1), new(9, 0), new(17, 30)) { Auction = TimeSpan.FromMinutes(5) }],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1),
                Days.Fixed("Epiphany", 1, 6).Until(2006),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Fixed("Labour Day", 5, 1),
                Days.Fixed("Assumption Day", 8, 15).Until(2003),
                Days.Fixed("National Day", 10, 12).Until(2004),
                Days.Fixed("All Saints' Day", 11, 1).Until(2004),
                Days.Fixed("Constitution Day", 12, 6).Until(2004),
                Days.Fixed("Immaculate Conception", 12, 8).Until(2004),
                Days.Fixed("Christmas Eve", 12, 24).Until(2011),
                Days.Fixed("Christmas Eve", 12, 24).From(2021).Until(2023),
                Days.Fixed("Christmas Day", 12, 25),
                Days.Fixed("St Stephen's Day", 12, 26),
                Days.Fixed("New Year's Eve", 12, 31).Until(2011),
                Days.Fixed("New Year's Eve", 12, 31).From(2021).Until(2023),
            ],
            EarlyCloses = [new(new(14, 0), Days.Fixed("Christmas Eve", 12, 24), Days.Fixed("New Year's Eve", 12, 31))],
        };
}
