using System.Numerics.Tensors;
using Ploutos.Features.Indicators;

namespace Ploutos.Features;

/// <summary>The six inputs of the volatility expert. The first three are the daily, weekly and
/// monthly components of Corsi's (2009) heterogeneous autoregressive model, from Parkinson's range
/// variance, relative to the median of the trailing year.</summary>
internal static class VolatilityFeatures
{
    private const int Year = 252;

    public static readonly Feature[] All =
    [
        LogRangeVolatility(1),
        LogRangeVolatility(5),
        LogRangeVolatility(22),
        new("choppiness_14", 15, static (s, y) => Choppiness(s, 14, y)),
        new("efficiency_ratio_10", 11, static (s, y) => EfficiencyRatio(s, 10, y)),
        new(
            "volume_volatility_20",
            21,
            static (s, y) =>
            {
                using var change = new PooledColumn(s.Length);
                Elementwise.LogRatioToLag(s.Volume, s.Volume, 1, change.Span);
                Rolling.StandardDeviation(change.Span, 20, y, s.First);
            }
        ),
    ];

    private static Feature LogRangeVolatility(int n) =>
        new(
            $"log_rv_{n}",
            Math.Max(5 + Year - 1, n),
            (s, y) =>
            {
                TensorPrimitives.Max(s.RangeVolatility(n), 1e-8, y);
                Elementwise.LogInPlace(y);
                TensorPrimitives.Subtract(y, s.LogMedianRangeVolatility(Year), y);
            }
        );

    /// <summary>Dreiss' choppiness index as a share: log(path of the true ranges / range of the
    /// window) / log n; 0 where the range is empty.</summary>
    private static void Choppiness(IndicatorSheet s, int n, Span<double> y)
    {
        Rolling.Sum(s.TrueRange, n, y, s.First);
        ReadOnlySpan<double> high = s.HighestHigh(n),
            low = s.LowestLow(n);
        for (int t = 0; t < y.Length; t++)
            y[t] = Math.Max(Elementwise.DivideOr(y[t], high[t] - low[t], 1), 1e-12);
        Elementwise.LogInPlace(y);
        TensorPrimitives.Divide(y, Math.Log(n), y);
    }

    /// <summary>Kaufman's efficiency ratio, 0 .. 1: the net move of n bars over the path walked; 0
    /// where nothing moved.</summary>
    private static void EfficiencyRatio(IndicatorSheet s, int n, Span<double> y)
    {
        using var path = new PooledColumn(s.Length);
        Rolling.Sum(s.AbsoluteChange, n, path.Span, s.First);
        Elementwise.LagDifference(s.Close, n, y);
        TensorPrimitives.Abs(y, y);
        Elementwise.DivideOr(y, path.Span, 0, y);
    }
}
