using Ploutos.Backtesting;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Benchmarks.Peer;

/// <summary>
/// A backtest from signals in memory: 500 tickers over 20 years, a new target for each on every day, the benchmark beside it, and all
/// statistics of both with their bootstrap intervals.
/// </summary>
internal static class BacktestBench
{
    private const int Tickers = 500, Days = 20 * 252, Rounds = 5;

    public static IEnumerable<object> Run(Arguments arguments)
    {
        IReadOnlyList<BarSeries> universe = new SimulatedMarket(new() { Tickers = Tickers, Bars = Days }).Series;
        var random = new Random(1);
        SignalSeries[] signals = [.. universe.Select(bars => new SignalSeries(bars.Ticker, bars.Dates,
            [.. Enumerable.Range(0, bars.Count).Select(_ => random.Next(-2, 3) / 2.0)]))];
        var options = new BacktestOptions { Direction = Direction.LongShort };
        Clock clock = Clock.From(arguments);
        Performance? performance = null;
        double simulation = 0, first = clock.Time(() => (performance, simulation) = Once(universe, signals, options, clock));
        double[] seconds = [.. Enumerable.Range(0, Rounds).Select(_
            => clock.Time(() => (performance, simulation) = Once(universe, signals, options, clock))).Order()];
        yield return new { tickers = Tickers, days = Days, round_trips = performance!.RoundTrips, first_seconds = first,
            seconds = seconds[Rounds / 2], simulation_seconds = simulation };
    }

    private static (Performance Performance, double SimulationSeconds) Once(IReadOnlyList<BarSeries> universe, SignalSeries[] signals,
        BacktestOptions options, Clock clock)
    {
        EquityCurve curve = null!;
        double simulation = clock.Time(() => curve = Backtest.Run(universe, signals, options));
        EquityCurve benchmark = Backtest.BuyAndHold(universe, curve.Days, options);
        Performance own = Performance.Of(curve, benchmark), other = Performance.Of(benchmark);
        PerformanceIntervals.Of(curve, own, benchmark);
        PerformanceIntervals.Of(benchmark, other);
        return (own, simulation);
    }
}
