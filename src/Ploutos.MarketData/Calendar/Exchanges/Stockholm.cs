using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Nasdaq Stockholm: the holidays of Swedish law, and half days before five of them. Source:
/// Lag (1989:253) om allmänna helgdagar, and the exchange's yearly list of trading days. The closing
/// auction ends at the close.</summary>
internal static class Stockholm
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XSTO",
            Name = "Nasdaq Stockholm",
            TimeZone = "Europe/Stockholm",
            Hours = [new(new(2000, 1, 1), new(9, 0), new(17, 30))],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1),
                Days.Fixed("Epiphany", 1, 6),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Fixed("Labour Day", 5, 1),
                Days.Easter("Ascension Day", 39),
                Days.Easter("Whit Monday", 50).Until(2004),
                Days.Fixed("National Day", 6, 6).From(2005),
                Days.Weekday("Midsummer Eve", DayOfWeek.Friday, 6, 19),
                Days.Fixed("Christmas Eve", 12, 24),
                Days.Fixed("Christmas Day", 12, 25),
                Days.Fixed("St Stephen's Day", 12, 26),
                Days.Fixed("New Year's Eve", 12, 31),
            ],
            EarlyCloses =
            [
                new(
                    new(13, 0),
                    Days.Fixed("day before Epiphany", 1, 5),
                    Days.Easter("Maundy Thursday", -3),
                    Days.Fixed("Walpurgis Eve", 4, 30),
                    Days.Easter("day before Ascension Day", 38),
                    Days.Weekday("day before All Saints' Day", DayOfWeek.Friday, 10, 30)
                ),
            ],
        };
}
