using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Euronext Amsterdam.</summary>
internal static class Amsterdam
{
    public static ExchangeRules Rules { get; } = Euronext.Market("XAMS", "Euronext Amsterdam", "Europe/Amsterdam");
}
