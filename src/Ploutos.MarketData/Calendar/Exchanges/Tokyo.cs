using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>The Tokyo Stock Exchange: Japan's national holidays and three days of the turn of the
/// year. Source: the Act on National Holidays (1948, No. 178) with its changes, the acts on the new
/// emperor (2018, No. 99) and on the Olympic Games (2018, No. 55; 2020, No. 68), and the exchange's
/// notices on hours.</summary>
internal static class Tokyo
{
    // Happy Monday moved four of them; the games of 2020, held in 2021, moved three more.
    private static readonly DayRule[] National =
    [
        Days.Fixed("New Year's Day", 1, 1),
        Days.Weekday("Coming of Age Day", DayOfWeek.Monday, 1, 8),
        Days.Fixed("Foundation Day", 2, 11),
        Days.Fixed("Emperor's Birthday", 2, 23).From(2020),
        Days.By("Vernal Equinox Day", MovableFeasts.SpringEquinox),
        Days.Fixed("Greenery Day", 4, 29).Until(2006),
        Days.Fixed("Showa Day", 4, 29).From(2007),
        Days.On("Accession of the Emperor", new DateOnly(2019, 5, 1)),
        Days.Fixed("Constitution Day", 5, 3),
        Days.Fixed("Greenery Day", 5, 4).From(2007),
        Days.Fixed("Children's Day", 5, 5),
        Days.Fixed("Marine Day", 7, 20).Until(2002),
        Days.Weekday("Marine Day", DayOfWeek.Monday, 7, 15).From(2003).Except(2020, 2021),
        Days.On("Marine Day, moved for the games", new(2020, 7, 23), new(2021, 7, 22)),
        Days.Fixed("Mountain Day", 8, 11).From(2016).Except(2020, 2021),
        Days.On("Mountain Day, moved for the games", new(2020, 8, 10), new(2021, 8, 8)),
        Days.Fixed("Respect for the Aged Day", 9, 15).Until(2002),
        Days.Weekday("Respect for the Aged Day", DayOfWeek.Monday, 9, 15).From(2003),
        Days.By("Autumnal Equinox Day", MovableFeasts.AutumnEquinox),
        Days.Weekday("Sports Day", DayOfWeek.Monday, 10, 8).Except(2020, 2021),
        Days.On("Sports Day, moved for the games", new(2020, 7, 24), new(2021, 7, 23)),
        Days.On("Enthronement of the Emperor", new DateOnly(2019, 10, 22)),
        Days.Fixed("Culture Day", 11, 3),
        Days.Fixed("Labour Thanksgiving Day", 11, 23),
        Days.Fixed("Emperor's Birthday", 12, 23).Until(2018),
    ];

    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XTKS",
            Name = "Tokyo Stock Exchange",
            TimeZone = "Asia/Tokyo",
            CertainTo = new(2027, 12, 31),
            Hours =
            [
                new(new(2000, 1, 1), new(9, 0), new(15, 0)) { Break = (new(11, 0), new(12, 30)) },
                new(new(2011, 11, 21), new(9, 0), new(15, 0)) { Break = (new(11, 30), new(12, 30)) },
                new(new(2024, 11, 5), new(9, 0), new(15, 30)) { Break = (new(11, 30), new(12, 30)) },
            ],
            Holidays =
            [
                Days.NoneLost(saturdays: false, National),
                Days.Between("citizens' holiday", National),
                Days.Fixed("turn of the year", 1, 2),
                Days.Fixed("turn of the year", 1, 3),
                Days.Fixed("turn of the year", 12, 31),
            ],
            Unscheduled = [Days.On("breakdown of the trading system", new DateOnly(2020, 10, 1))],
            Doubts =
            [
                (
                    DateOnly.MinValue,
                    new(2009, 1, 5),
                    "Tokyo's first and last session of a year ended with the morning until January 2009; the list"
                        + " that the rules are held against does not name these half days, and neither does this one."
                ),
            ],
        };
}
