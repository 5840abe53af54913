using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Benchmarks.Peer;

/// <summary>The bars that features and predictions are timed on: simulated, so that they are the
/// same on every machine.</summary>
internal static class Market
{
    public const int Tickers = 31,
        BarsPerTicker = 3000,
        ThreeYears = 756;

    public static IReadOnlyList<BarSeries> Bars { get; } =
        new SimulatedMarket(new() { Tickers = Tickers, Bars = BarsPerTicker }).Series;

    /// <summary>The newest three years of one ticker.</summary>
    public static BarSeries NewestYears => Bars[0].Slice(BarsPerTicker - ThreeYears, ThreeYears);
}
