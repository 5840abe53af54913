using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Sources.Csv;

namespace Ploutos.MarketData.Sources;

/// <summary>Whose terms of use bind bars that leave the store.</summary>
public static class SourceTerms
{
    /// <summary>What binds the bars of one source, in a sentence; null for simulated bars, which are
    /// free.</summary>
    /// <param name="source">A source's name, such as <c>yahoo</c>; in any case.</param>
    public static string? Of(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.ToLowerInvariant() switch
        {
            SimulatedMarket.SourceName => null,
            CsvBarSource.SourceName => "The terms of whoever published the imported file bind these bars.",
            "tiingo" => "Tiingo's terms bind these bars: by its free and individual plans, for your own use only.",
            "alpaca" => "Alpaca's and the exchanges' terms bind these bars: for the account holder's own use only.",
            "yahoo" => "Yahoo's terms bind these bars: for personal use only, not for redistribution.",
            "binance" => "Binance's terms bind these bars: for your own use only, not for redistribution.",
            "stooq" => "Stooq's terms bind these bars: for personal use only, not for redistribution.",
            _ => $"The terms of {source} bind these bars.",
        };
    }
}
