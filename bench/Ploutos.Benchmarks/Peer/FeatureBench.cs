using Ploutos.Features;
using Ploutos.MarketData;

namespace Ploutos.Benchmarks.Peer;

/// <summary>All 43 features: of one ticker's 3,000 bars, and of 31 such tickers.</summary>
internal static class FeatureBench
{
    private static readonly FeatureSet[] s_sets = [.. FeatureSet.All];

    public static IEnumerable<object> Run(Arguments arguments)
    {
        Clock clock = Clock.From(arguments);
        yield return Measure(clock, [Market.Bars[0]], calls: 10);
        yield return Measure(clock, Market.Bars, calls: 1);
    }

    private static object Measure(Clock clock, IReadOnlyList<BarSeries> tickers, int calls)
    {
        double seconds = clock.Median(
            () =>
            {
                foreach (BarSeries series in tickers)
                    FeatureSet.Compute(series, s_sets);
            },
            rounds: 7,
            calls
        );
        return new { bars = tickers.Sum(s => s.Count), seconds };
    }
}
