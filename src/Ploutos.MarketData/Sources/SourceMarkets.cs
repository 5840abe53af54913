using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources;

/// <summary>Which markets each source on the network has.</summary>
internal static class SourceMarkets
{
    /// <summary>Whether a source has the market of a ticker: Yahoo has all, Binance crypto-currencies,
    /// the others New York's shares.</summary>
    public static bool Serves(string source, string ticker) =>
        source switch
        {
            "yahoo" => true,
            BinanceSource.SourceName => TickerMarket.Find(ticker) == ExchangeCalendars.RoundTheClock,
            _ => TickerMarket.Find(ticker) == ExchangeCalendars.NewYork,
        };

    /// <summary>Refuses a ticker of a market that a source has not.</summary>
    /// <exception cref="SourceException">The source has another market only.</exception>
    public static void Require(string source, string ticker)
    {
        if (Serves(source, ticker))
            return;
        string market = TickerMarket.Find(ticker)?.Name ?? "a market without a known calendar",
            has = source == BinanceSource.SourceName ? "crypto-currencies" : "New York's shares";
        throw new SourceException(
            source,
            SourceFault.UnknownCalendar,
            $"is asked for {has} only, but {ticker} is a name of {market}. Ask yahoo, or import the bars from a file."
        );
    }
}
