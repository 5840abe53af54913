using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Xetra, Deutsche Börse's electronic market. Source: Xetra's trading calendars. It kept
/// some of Hesse's holidays until 2021.</summary>
internal static class Frankfurt
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XETR",
            Name = "Xetra",
            TimeZone = "Europe/Berlin",
            Hours =
            [
                new(new(2000, 1, 1), new(9, 0), new(17, 30)) { Auction = TimeSpan.FromMinutes(5) },
                new(new(2000, 6, 2), new(9, 0), new(20, 0)) { Auction = TimeSpan.FromMinutes(5) },
                new(new(2003, 11, 3), new(9, 0), new(17, 30)) { Auction = TimeSpan.FromMinutes(5) },
            ],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Fixed("Labour Day", 5, 1),
                Days.Easter("Whit Monday", 50).From(2007).Until(2007),
                Days.Easter("Whit Monday", 50).From(2015).Until(2021),
                Days.Fixed("Day of German Unity", 10, 3).From(2014).Until(2021),
                Days.On("500 years of Reformation", new DateOnly(2017, 10, 31)),
                Days.Fixed("Christmas Eve", 12, 24),
                Days.Fixed("Christmas Day", 12, 25),
                Days.Fixed("St Stephen's Day", 12, 26),
                Days.Fixed("New Year's Eve", 12, 31),
            ],
            EarlyCloses =
            [
                new(new(14, 0), Days.Fixed("last session of the year", 12, 30).WeekendToFriday().From(2010)),
            ],
            Doubts =
            [
                (
                    DateOnly.MinValue,
                    new(2009, 12, 31),
                    "Xetra's last session of a year may have ended early before 2010; the lists name none."
                ),
            ],
        };
}
