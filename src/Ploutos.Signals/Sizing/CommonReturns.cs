using Ploutos.MarketData;

namespace Ploutos.Signals.Sizing;

/// <summary>Log returns of several tickers between the newest days on which all of them have a
/// bar.</summary>
internal sealed record CommonReturns
{
    /// <summary>Returns that covariances are taken from: a quarter of a year.</summary>
    public const int Most = 66;

    /// <summary>Fewer say nothing.</summary>
    public const int Least = 22;

    /// <summary>One column a ticker, the newest last.</summary>
    public required IReadOnlyList<double[]> Columns { get; init; }

    /// <summary>The day before the first return.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Number of returns.</summary>
    public int Days => Columns[0].Length;

    /// <summary>Whether a column has a covariance: its returns are known and differ.</summary>
    public bool Varies(int column)
    {
        double mean = Columns[column].Average();
        return Columns[column].Sum(r => (r - mean) * (r - mean)) is > 0 and < double.PositiveInfinity;
    }

    /// <summary>The returns, or null where there are fewer than <see cref="Least"/>.</summary>
    public static CommonReturns? Of(IReadOnlyList<BarSeries> bars)
    {
        HashSet<DateOnly> common = [.. bars[0].Dates];
        foreach (BarSeries other in bars.Skip(1))
            common.IntersectWith(new HashSet<DateOnly>([.. other.Dates]));
        DateOnly[] days = [.. common.Order().TakeLast(Most + 1)];
        if (days.Length <= Least)
            return null;
        return new()
        {
            From = days[0],
            Columns =
            [
                .. bars.Select(b =>
                {
                    double[] close = Array.ConvertAll(days, d => b.Close[b.Dates.BinarySearch(d)]);
                    return Enumerable
                        .Range(1, days.Length - 1)
                        .Select(t => Math.Log(close[t] / close[t - 1]))
                        .ToArray();
                }),
            ],
        };
    }
}
