using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar.Exchanges;

/// <summary>Euronext Paris.</summary>
internal static class Paris
{
    public static ExchangeRules Rules { get; } = Euronext.Market("XPAR", "Euronext Paris", "Europe/Paris");
}
