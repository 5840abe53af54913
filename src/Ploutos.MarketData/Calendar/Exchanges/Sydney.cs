using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>The Australian Securities Exchange: the holidays of New South Wales that it keeps. Source:
/// the Public Holidays Act 2010 (NSW), under which an Anzac Day on a weekend is not made up for, and
/// the exchange's trading calendars and notices. A session ends with the closing auction at 16:10,
/// which takes up to two minutes.</summary>
internal static class Sydney
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XASX",
            Name = "Australian Securities Exchange",
            TimeZone = "Australia/Sydney",
            Hours = [new(new(2000, 1, 1), new(10, 0), new(16, 10)) { Auction = TimeSpan.FromMinutes(2) }],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1).WeekendToMonday(),
                Days.Fixed("Australia Day", 1, 26).WeekendToMonday(),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Fixed("Anzac Day", 4, 25).SundayToMonday().Until(2010),
                Days.Fixed("Anzac Day", 4, 25).From(2011),
                Days.On("Anzac Day, on Easter Monday", new DateOnly(2011, 4, 26)),
                Days.Weekday("Sovereign's Birthday", DayOfWeek.Monday, 6, 8),
                Days.NoneLost(saturdays: true, Days.Fixed("Christmas Day", 12, 25), Days.Fixed("Boxing Day", 12, 26)),
            ],
            Unscheduled = [Days.On("mourning: Elizabeth II", new DateOnly(2022, 9, 22))],
            EarlyCloses =
            [
                // The lists name none of 2022; see the doubts.
                new(
                    new(14, 10),
                    Days.Fixed("last session before Christmas", 12, 24).WeekendToFriday().From(2010).Except(2022),
                    Days.Fixed("last session of the year", 12, 31).WeekendToFriday().From(2010).Except(2022)
                ),
            ],
            Doubts =
            [
                (
                    DateOnly.MinValue,
                    new(2009, 12, 31),
                    "Sydney's last sessions before Christmas and of the year may have ended early before 2010; the"
                        + " lists name none."
                ),
                (
                    new(2022, 12, 23),
                    new(2022, 12, 30),
                    "Sydney's 23 and 30 December 2022 are taken as full sessions: the list names no early close, and"
                        + " ASX announced normal days, but for its futures. Shares may have closed at 14:10."
                ),
            ],
        };
}
