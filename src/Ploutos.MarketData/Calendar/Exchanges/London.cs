using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>The London Stock Exchange: the bank holidays of England and Wales. Source: the Banking
/// and Financial Dealings Act 1971, royal proclamations, and the exchange's list of business
/// days.</summary>
internal static class London
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XLON",
            Name = "London Stock Exchange",
            TimeZone = "Europe/London",
            Hours = [new(new(2000, 1, 1), new(8, 0), new(16, 30)) { Auction = TimeSpan.FromMinutes(5) }],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1).WeekendToMonday(),
                Days.Easter("Good Friday", -2),
                Days.Easter("Easter Monday", 1),
                Days.Weekday("Early May Bank Holiday", DayOfWeek.Monday, 5, 1).Except(2020),
                Days.On("Early May Bank Holiday, moved to VE Day", new DateOnly(2020, 5, 8)),
                Days.On("Coronation", new DateOnly(2023, 5, 8)),
                Days.Weekday("Spring Bank Holiday", DayOfWeek.Monday, 5, 25).Except(2002, 2012, 2022),
                Days.On("Spring Bank Holiday, moved", new(2002, 6, 4), new(2012, 6, 4), new(2022, 6, 2)),
                Days.On("Jubilee", new(2002, 6, 3), new(2012, 6, 5), new(2022, 6, 3)),
                Days.On("Royal wedding", new DateOnly(2011, 4, 29)),
                Days.Weekday("Summer Bank Holiday", DayOfWeek.Monday, 8, 25),
                Days.NoneLost(saturdays: true, Days.Fixed("Christmas Day", 12, 25), Days.Fixed("Boxing Day", 12, 26)),
            ],
            Unscheduled = [Days.On("mourning: Elizabeth II", new DateOnly(2022, 9, 19))],
            EarlyCloses =
            [
                new(
                    new(12, 30),
                    Days.Fixed("last session before Christmas", 12, 24).WeekendToFriday(),
                    Days.Fixed("last session of the year", 12, 31).WeekendToFriday()
                ),
            ],
        };
}
