using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Euronext Brussels.</summary>
internal static class Brussels
{
    public static ExchangeRules Rules { get; } = Euronext.Market("XBRU", "Euronext Brussels", "Europe/Brussels");
}
