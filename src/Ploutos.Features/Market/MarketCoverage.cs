namespace Ploutos.Features.Market;

/// <summary>Whether the market's inputs hold for a ticker on a day; if not, why its own inputs
/// serve alone.</summary>
public enum MarketCoverage
{
    /// <summary>The day has enough tickers, and the ticker is one of them.</summary>
    Covered,

    /// <summary>Fewer than <see cref="MarketFeatures.LeastTickers"/> tickers have a value on the
    /// day.</summary>
    TooFewTickers,

    /// <summary>The ticker is not one of those that the market was computed from.</summary>
    TickerOutsideMarket,

    /// <summary>No ticker of the market has a bar on the day.</summary>
    DayOutsideMarket,
}
