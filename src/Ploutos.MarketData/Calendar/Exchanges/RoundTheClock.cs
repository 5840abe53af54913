using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Crypto-currencies trade every day. Sources cut the days at midnight, UTC.</summary>
internal static class RoundTheClock
{
    public static ExchangeRules Rules { get; } =
        new()
        {
            Mic = "24/7",
            Name = "crypto-currencies",
            TimeZone = "Etc/UTC",
            Hours = [new(new(2000, 1, 1), new(0, 0), new(0, 0))],
            Weekends = true,
            SessionsPerYear = 365,
            CertainFrom = new(2000, 1, 1),
            CertainTo = new(2099, 12, 31),
        };
}
