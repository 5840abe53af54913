using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Foreign exchange trades from Sunday evening to Friday evening of New York. The days are
/// cut as Yahoo cuts them: at midnight in London, Monday to Friday. There is little trading on
/// Christmas and New Year's Day, and some sources have no bar then.</summary>
internal static class ForeignExchange
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "24/5",
            Name = "foreign exchange",
            TimeZone = "Europe/London",
            Hours = [new(new(2000, 1, 1), new(0, 0), new(0, 0))],
            Quiet = [Days.Fixed("New Year's Day", 1, 1), Days.Fixed("Christmas Day", 12, 25)],
            SessionsPerYear = 260,
            CertainFrom = new(2000, 1, 1),
            CertainTo = new(2099, 12, 31),
        };
}
