using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>The Stock Exchange of Hong Kong: the city's general holidays. Source: the General Holidays
/// Ordinance (Cap. 149) with its change of 2012, the gazetted lists to 2027, and the exchange's Rule
/// 501 on the three eves without an afternoon. Since 23 September 2024 storms close it no
/// more.</summary>
internal static class HongKong
{
    // The year from which a Sunday among the lunar holidays is made up for by a later day.
    private const int SundaysMadeUp = 2012;

    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XHKG",
            Name = "Stock Exchange of Hong Kong",
            TimeZone = "Asia/Hong_Kong",
            CertainTo = new(2027, 12, 31),
            Hours =
            [
                new(new(2000, 1, 1), new(10, 0), new(16, 0)) { Break = (new(12, 30), new(14, 30)) },
                new(new(2011, 3, 7), new(9, 30), new(16, 0)) { Break = (new(12, 0), new(13, 30)) },
                new(new(2012, 3, 5), new(9, 30), new(16, 0)) { Break = (new(12, 0), new(13, 0)) },
                new(new(2016, 7, 25), new(9, 30), new(16, 0))
                {
                    Break = (new(12, 0), new(13, 0)),
                    Auction = TimeSpan.FromMinutes(10),
                },
            ],
            Holidays =
            [
                Days.NoneLost(
                    saturdays: false,
                    Days.Fixed("New Year's Day", 1, 1),
                    NewYear("Lunar New Year's Day", 1).From(SundaysMadeUp),
                    NewYear("second day of Lunar New Year", 2).From(SundaysMadeUp),
                    NewYear("third day of Lunar New Year", 3).From(SundaysMadeUp),
                    Days.By("Ching Ming Festival", MovableFeasts.ChingMing),
                    Days.Easter("Good Friday", -2),
                    Days.Easter("day following Good Friday", -1),
                    Days.Easter("Easter Monday", 1),
                    Days.Fixed("Labour Day", 5, 1),
                    Days.Lunar("Birthday of the Buddha", 4, 8),
                    Days.Lunar("Tuen Ng Festival", 5, 5),
                    Days.Fixed("Establishment Day", 7, 1),
                    Days.Lunar("day following Mid-Autumn Festival", 8, 15, after: 1).From(SundaysMadeUp),
                    Days.Fixed("National Day", 10, 1),
                    Days.Lunar("Chung Yeung Festival", 9, 9),
                    Days.Fixed("Christmas Day", 12, 25),
                    Days.Fixed("first weekday after Christmas Day", 12, 26)
                ),
                EarlierNewYear().Until(SundaysMadeUp - 1),
                // Before, a festival whose next day was a Sunday was kept on its own day, a Saturday.
                Days.Lunar("day following Mid-Autumn Festival", 8, 15, after: 1).Until(SundaysMadeUp - 1),
                Days.On("70 years of victory", new DateOnly(2015, 9, 3)),
            ],
            Unscheduled =
            [
                Days.On(
                    "typhoon",
                    new(2008, 8, 6),
                    new(2008, 8, 22),
                    new(2011, 9, 29),
                    new(2013, 8, 14),
                    new(2016, 8, 2),
                    new(2016, 10, 21),
                    new(2017, 8, 23),
                    new(2020, 10, 13),
                    new(2021, 10, 13),
                    new(2023, 7, 17),
                    new(2023, 9, 1)
                ),
                Days.On("black rainstorm", new DateOnly(2023, 9, 8)),
            ],
            EarlyCloses =
            [
                new(
                    new(12, 30),
                    Days.Fixed("Christmas Eve", 12, 24).Until(2010),
                    Days.Fixed("New Year's Eve", 12, 31).Until(2010)
                ),
                new(
                    new(12, 0),
                    Days.Lunar("Lunar New Year's Eve", 1, 1, after: -1).From(2012),
                    Days.Fixed("Christmas Eve", 12, 24),
                    Days.Fixed("New Year's Eve", 12, 31)
                ),
            ],
            Doubts =
            [
                (
                    DateOnly.MinValue,
                    new(2011, 12, 31),
                    "Hong Kong's eves of Lunar New Year before 2012 were half days by the exchange's rule; the list"
                        + " that the rules are held against does not name them, and neither does this one."
                ),
            ],
        };

    /// <summary>Before 2012 a Sunday among the three days was made up for by the day before
    /// them.</summary>
    private static DayRule EarlierNewYear() =>
        new(year =>
        {
            DateOnly first = MovableFeasts.Lunar(year, 1, 1);
            bool sunday = first.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday or DayOfWeek.Sunday;
            return Enumerable
                .Range(sunday ? -1 : 0, sunday ? 4 : 3)
                .Select(n => new NamedDay(first.AddDays(n), "Lunar New Year"));
        });

    private static DayRule NewYear(string name, int day) => Days.Lunar(name, 1, day);
}
