using Ploutos.MarketData;

namespace Ploutos.Workflows.Views;

/// <summary>The rule of ticker names, for a host to hold before a name reaches anything.</summary>
public static class TickerRule
{
    /// <summary>The name in upper case.</summary>
    /// <exception cref="ViewException">It breaks <see cref="Ticker.Rule"/>.</exception>
    public static string Parse(string? text)
    {
        try
        {
            return Ticker.Parse(text);
        }
        catch (MarketDataException e)
        {
            throw new ViewException(ViewFault.BadRequest, e.Message, e);
        }
    }
}
