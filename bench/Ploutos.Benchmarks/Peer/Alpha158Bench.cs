using Ploutos.Features.Expressions;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Benchmarks.Peer;

/// <summary>Alpha158: of one ticker's 3,000 bars on one thread, and of 500 tickers with 5,000 bars
/// each on two.</summary>
internal static class Alpha158Bench
{
    private const int Tickers = 500,
        TickersOfOne = 50,
        BarsPerTicker = 5000,
        Threads = 2;

    public static IEnumerable<object> Run(Arguments arguments)
    {
        Clock clock = Clock.From(arguments);
        BarSeries one = Market.Bars[0];
        yield return new
        {
            bars = one.Count,
            seconds = clock.Median(() => ExpressionSet.Alpha158.Compute(one), rounds: 7, callsPerRound: 5),
        };
        BarSeries[] market =
        [
            .. Enumerable
                .Range(1, Tickers / TickersOfOne)
                .SelectMany(seed =>
                    new SimulatedMarket(
                        new()
                        {
                            Tickers = TickersOfOne,
                            Bars = BarsPerTicker,
                            Seed = seed,
                        }
                    ).Series
                ),
        ];
        ParallelOptions threads = new() { MaxDegreeOfParallelism = Threads };
        double[] wall = new double[3],
            processor = new double[3];
        for (int round = 0; round < wall.Length; round++)
        {
            processor[round] = Clock.Processor.Time(() =>
                wall[round] = Clock.Wall.Time(() =>
                    Parallel.ForEach(market, threads, bars => ExpressionSet.Alpha158.Compute(bars))
                )
            );
        }

        yield return new
        {
            bars = Tickers * BarsPerTicker,
            seconds = wall.Order().ElementAt(1),
            processor_seconds = processor.Order().ElementAt(1),
        };
    }
}
