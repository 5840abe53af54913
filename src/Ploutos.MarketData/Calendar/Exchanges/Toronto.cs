using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>The Toronto Stock Exchange: Ontario's holidays. Source: TMX Group's yearly holiday
/// schedule. The closing auction comes at the close.</summary>
internal static class Toronto
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "XTSE",
            Name = "Toronto Stock Exchange",
            TimeZone = "America/Toronto",
            Hours = [new(new(2000, 1, 1), new(9, 30), new(16, 0))],
            Holidays =
            [
                Days.Fixed("New Year's Day", 1, 1).WeekendToMonday(),
                Days.Weekday("Family Day", DayOfWeek.Monday, 2, 15).From(2008),
                Days.Easter("Good Friday", -2),
                Days.Weekday("Victoria Day", DayOfWeek.Monday, 5, 18),
                Days.Fixed("Canada Day", 7, 1).WeekendToMonday(),
                Days.Weekday("Civic Holiday", DayOfWeek.Monday, 8, 1),
                Days.Weekday("Labour Day", DayOfWeek.Monday, 9, 1),
                Days.Weekday("Thanksgiving Day", DayOfWeek.Monday, 10, 8),
                Days.NoneLost(saturdays: true, Days.Fixed("Christmas Day", 12, 25), Days.Fixed("Boxing Day", 12, 26)),
            ],
            EarlyCloses = [new(new(13, 0), Days.Fixed("Christmas Eve", 12, 24).From(2010))],
        };
}
