using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>The New York Stock Exchange. Source: NYSE Rule 7.2, the exchange's list of closings since
/// 1885, and its published holidays to 2028.</summary>
internal static class NewYork
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XNYS",
            Name = "New York Stock Exchange",
            TimeZone = "America/New_York",
            First = new(1990, 1, 1),
            Last = new(2035, 12, 31),
            CertainFrom = new(1990, 1, 1),
            CertainTo = new(2028, 12, 31),
            Hours = [new(new(1990, 1, 1), new(9, 30), new(16, 0))],
            Holidays =
            [
                // A New Year's Day on a Saturday is not made up for: the Friday closes the year's books.
                Days.Fixed("New Year's Day", 1, 1).SundayToMonday(),
                Days.Weekday("Martin Luther King Day", DayOfWeek.Monday, 1, 15).From(1998),
                Days.Weekday("Washington's Birthday", DayOfWeek.Monday, 2, 15),
                Days.Easter("Good Friday", -2),
                Days.Weekday("Memorial Day", DayOfWeek.Monday, 5, 25),
                Days.Fixed("Juneteenth", 6, 19).ToNearestWeekday().From(2022),
                Days.Fixed("Independence Day", 7, 4).ToNearestWeekday(),
                Days.Weekday("Labor Day", DayOfWeek.Monday, 9, 1),
                Days.Weekday("Thanksgiving Day", DayOfWeek.Thursday, 11, 22),
                Days.Fixed("Christmas Day", 12, 25).ToNearestWeekday(),
            ],
            Unscheduled =
            [
                Days.On("mourning: Nixon", new DateOnly(1994, 4, 27)),
                Days.On("attack on New York", new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14)),
                Days.On("mourning: Reagan", new DateOnly(2004, 6, 11)),
                Days.On("mourning: Ford", new DateOnly(2007, 1, 2)),
                Days.On("hurricane Sandy", new(2012, 10, 29), new(2012, 10, 30)),
                Days.On("mourning: Bush", new DateOnly(2018, 12, 5)),
                Days.On("mourning: Carter", new DateOnly(2025, 1, 9)),
            ],
            EarlyCloses =
            [
                new(new(14, 0), ClosingEarly(d => d.Until(1992))),
                new(new(13, 0), ClosingEarly(d => d.From(1993))),
            ],
        };

    private static DayRule[] ClosingEarly(Func<DayRule, DayRule> years) =>
        [
            .. new DayRule[]
            {
                Days.Fixed("Christmas Eve", 12, 24),
                Days.Fixed("day before Independence Day", 7, 3)
                    .OnlyOn(DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday)
                    .From(1995),
                Days.Fixed("day before Independence Day", 7, 3).OnlyOn(DayOfWeek.Wednesday).From(2013),
                Days.Fixed("day after Independence Day", 7, 5).OnlyOn(DayOfWeek.Friday).From(1995).Until(2012),
                Days.Weekday("day after Thanksgiving", DayOfWeek.Friday, 11, 23).From(1992),
                Days.On("by notice", new(1997, 12, 26), new(1999, 12, 31), new(2003, 12, 26)),
            }.Select(years),
        ];
}
