using Ploutos.MarketData;

namespace Ploutos.Features.Tests;

/// <summary>Small seeded series of bars, and changes to them.</summary>
internal static class SampleBars
{
    private static readonly DateOnly FirstDay = new(2001, 1, 1);

    public static BarSeries RandomWalk(int count, int seed, string ticker = "TEST")
    {
        var random = new Random(seed);
        double close = 40;
        return Make(
            count,
            t =>
            {
                double open = close * Math.Exp(0.004 * (random.NextDouble() - 0.5));
                close = open * Math.Exp(0.03 * (random.NextDouble() - 0.5));
                double high = Math.Max(open, close) * (1 + 0.01 * random.NextDouble()),
                    low = Math.Min(open, close) * (1 - 0.01 * random.NextDouble());
                return new Bar(
                    FirstDay.AddDays(t),
                    open,
                    high,
                    low,
                    close,
                    Math.Round(1e6 * (0.5 + random.NextDouble()))
                );
            },
            ticker
        );
    }

    public static BarSeries Flat(int count) =>
        Make(count, t => new Bar(FirstDay.AddDays(t), 12.34, 12.34, 12.34, 12.34, 5000));

    public static BarSeries With(this BarSeries bars, Func<int, Bar, Bar> change) =>
        Make(bars.Count, t => change(t, bars[t]), bars.Ticker);

    public static Bar Missing(Bar bar) => new(bar.Date, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    private static BarSeries Make(int count, Func<int, Bar> bar, string ticker = "TEST")
    {
        var bars = new Bar[count];
        for (int t = 0; t < count; t++)
            bars[t] = bar(t);
        return BarSeries.FromBars(ticker, DataOrigin.Simulated, bars);
    }
}
