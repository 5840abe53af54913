using Ploutos.MarketData;

namespace Ploutos.Research.Proof;

/// <summary>Another future: bars that are as they were up to a day, and made up from then on.</summary>
internal static class Corruption
{
    /// <summary>Every bar after <paramref name="last"/> becomes a wild walk at another level, with
    /// other volumes; the days stay.</summary>
    public static BarSeries After(BarSeries bars, DateOnly last, int seed)
    {
        int kept = bars.UpTo(last).Count;
        var random = new Random(unchecked(seed * 31 + StableHash(bars.Ticker)));
        double[] open = bars.Open.ToArray(),
            high = bars.High.ToArray(),
            low = bars.Low.ToArray(),
            close = bars.Close.ToArray(),
            volume = bars.Volume.ToArray();
        double at = (kept > 0 && close[kept - 1] > 0 ? close[kept - 1] : 100) * Math.Exp(2 * random.NextDouble() - 1);
        for (int t = kept; t < bars.Count; t++)
        {
            double start = at * Math.Exp(0.1 * (random.NextDouble() - 0.5));
            at = start * Math.Exp(0.2 * (random.NextDouble() - 0.5));
            (open[t], close[t]) = (start, at);
            (high[t], low[t]) = (
                Math.Max(start, at) * (1 + 0.05 * random.NextDouble()),
                Math.Min(start, at) * (1 - 0.05 * random.NextDouble())
            );
            volume[t] = Math.Round(Math.Pow(10, 3 + 5 * random.NextDouble()));
        }

        return new(bars.Ticker, bars.Origin, bars.Dates.ToArray(), open, high, low, close, volume);
    }

    /// <summary>The bars after <paramref name="last"/> change places; the days stay.</summary>
    public static BarSeries Shuffled(BarSeries bars, DateOnly last, int seed)
    {
        int kept = bars.UpTo(last).Count;
        int[] from = [.. Enumerable.Range(0, bars.Count)];
        new Random(unchecked(seed * 31 + StableHash(bars.Ticker))).Shuffle(from.AsSpan(kept));
        double[] Moved(ReadOnlySpan<double> column)
        {
            double[] moved = new double[from.Length];
            for (int t = 0; t < from.Length; t++)
                moved[t] = column[from[t]];
            return moved;
        }

        return new(
            bars.Ticker,
            bars.Origin,
            bars.Dates.ToArray(),
            Moved(bars.Open),
            Moved(bars.High),
            Moved(bars.Low),
            Moved(bars.Close),
            Moved(bars.Volume)
        );
    }

    /// <summary><see cref="After(BarSeries, DateOnly, int)"/> for all.</summary>
    public static BarSeries[] After(IReadOnlyList<BarSeries> bars, DateOnly last, int seed) =>
        [.. bars.Select(b => After(b, last, seed))];

    private static int StableHash(string text) => text.Aggregate(17, (hash, c) => unchecked(hash * 31 + c));
}
