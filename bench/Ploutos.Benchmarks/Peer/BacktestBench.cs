using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;

namespace Ploutos.Benchmarks.Peer;

/// <summary>A backtest from signals in memory: 500 tickers over 20 years, a new target for each
/// on every day, the benchmark beside it, and all statistics of both with their bootstrap
/// intervals.</summary>
internal static class BacktestBench
{
    private const int Tickers = 500,
        Days = 20 * 252,
        Rounds = 5;

    public static IEnumerable<object> Run(Arguments arguments)
    {
        var random = new Random(1);
        BarSeries[] universe = [.. Enumerable.Range(0, Tickers).Select(i => Walk($"T{i}", random))];
        SignalSeries[] signals =
        [
            .. universe.Select(bars => new SignalSeries(
                bars.Ticker,
                bars.Dates,
                [.. Enumerable.Range(0, bars.Count).Select(_ => random.Next(-2, 3) / 2.0)]
            )),
        ];
        var options = new BacktestOptions { Direction = Direction.LongShort };
        Clock clock = Clock.From(arguments);
        Performance? performance = null;
        double simulation = 0,
            first = clock.Time(() => (performance, simulation) = Once(universe, signals, options, clock));
        double[] seconds =
        [
            .. Enumerable
                .Range(0, Rounds)
                .Select(_ => clock.Time(() => (performance, simulation) = Once(universe, signals, options, clock)))
                .Order(),
        ];
        yield return new
        {
            tickers = Tickers,
            days = Days,
            round_trips = performance!.RoundTrips,
            first_seconds = first,
            seconds = seconds[Rounds / 2],
            simulation_seconds = simulation,
        };
    }

    /// <summary>A random walk of 1 % a day; what the prices are changes nothing of the time.</summary>
    private static BarSeries Walk(string ticker, Random random)
    {
        double close = 100;
        return BarSeries.FromBars(
            ticker,
            DataOrigin.Simulated,
            [
                .. Enumerable
                    .Range(0, Days)
                    .Select(day =>
                    {
                        double open = close * (1 + 0.01 * (random.NextDouble() - 0.5));
                        close = open * (1 + 0.034 * (random.NextDouble() - 0.5));
                        return new Bar(
                            new DateOnly(2000, 1, 3).AddDays(day),
                            open,
                            Math.Max(open, close),
                            Math.Min(open, close),
                            close,
                            1000
                        );
                    }),
            ]
        );
    }

    private static (Performance Performance, double SimulationSeconds) Once(
        BarSeries[] universe,
        SignalSeries[] signals,
        BacktestOptions options,
        Clock clock
    )
    {
        EquityCurve curve = null!;
        double simulation = clock.Time(() => curve = Backtest.Run(universe, signals, options));
        EquityCurve benchmark = Backtest.BuyAndHold(universe, curve, options);
        Performance own = Performance.Of(curve, benchmark),
            other = Performance.Of(benchmark);
        PerformanceIntervals.Of(curve, own, benchmark);
        PerformanceIntervals.Of(benchmark, other);
        return (own, simulation);
    }
}
