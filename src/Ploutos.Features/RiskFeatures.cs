using System.Numerics.Tensors;
using Ploutos.Features.Indicators;
using Ploutos.Features.Market;

namespace Ploutos.Features;

/// <summary>The eight inputs of the risk model that need the ticker's own bars alone. The first
/// four are those of log-range HAR (<see cref="BaselineFeatures.LogRangeHar"/>). Formulas:
/// docs/risk.md.</summary>
internal static class RiskFeatures
{
    /// <summary>Bars of the trailing year.</summary>
    public const int Year = MarketFeatures.Year;

    private const int Quarter = 66,
        Week = 5,
        EarningsLag = 58;

    public static readonly Feature[] All =
    [
        RangeMean("range_1", 1),
        RangeMean("range_5", Week),
        RangeMean("range_22", 22),
        Level("level"),
        StandardisedReturn(1),
        StandardisedReturn(Week),
        // Earnings come every quarter: what volume and price did at the same place of the quarter
        // before
        new(
            "quarter_volume",
            Quarter + EarningsLag + Week,
            static (s, y) =>
            {
                using var surprise = new PooledColumn(s.Length);
                ReadOnlySpan<double> volume = s.LogVolume,
                    usual = s.MeanLogVolume(Quarter);
                for (int t = 0; t < y.Length; t++)
                    surprise.Span[t] = t == 0 ? double.NaN : Math.Clamp(volume[t] - usual[t - 1], -1, 3);
                QuarterAgo(surprise.Span, y);
            }
        ),
        new(
            "quarter_move",
            Quarter + 1 + EarningsLag + Week,
            static (s, y) =>
            {
                using var move = new PooledColumn(s.Length);
                ReadOnlySpan<double> change = s.LogReturn(1),
                    usual = s.RealisedVolatility(Quarter);
                for (int t = 0; t < y.Length; t++)
                    move.Span[t] = t == 0 ? double.NaN : Math.Min(Math.Abs(change[t]) / usual[t - 1], 8);
                QuarterAgo(move.Span, y);
            }
        ),
    ];

    /// <summary>Mean over n bars of the log of Parkinson's daily range volatility, less the
    /// trailing year's mean of the same.</summary>
    public static Feature RangeMean(string name, int n) =>
        new(name, Year, (s, y) => TensorPrimitives.Subtract(s.MeanLogRange(n), s.MeanLogRange(Year), y));

    /// <summary>log of the trailing year's median of five-day realised volatility, less the
    /// year's mean of the log range.</summary>
    public static Feature Level(string name) =>
        new(
            name,
            Week + Year,
            static (s, y) => TensorPrimitives.Subtract(s.LogMedianRealisedVolatility(Year), s.MeanLogRange(Year), y)
        );

    /// <summary>Log return of n bars in units of the quarter's volatility, -5 .. 5; missing where
    /// the quarter did not move.</summary>
    private static Feature StandardisedReturn(int n) =>
        new(
            $"return_{n}",
            Quarter + 1,
            (s, y) =>
            {
                ReadOnlySpan<double> change = s.LogReturn(n),
                    usual = s.RealisedVolatility(Quarter);
                double root = Math.Sqrt(n);
                for (int t = 0; t < y.Length; t++)
                    y[t] = Math.Clamp(change[t] / (usual[t] * root), -5, 5);
            }
        );

    /// <summary><c>y[t]</c> is the largest of <c>x[t-62 .. t-58]</c>.</summary>
    private static void QuarterAgo(ReadOnlySpan<double> x, Span<double> y)
    {
        using var largest = new PooledColumn(x.Length);
        Rolling.Maximum(x, Week, largest.Span);
        int lag = Math.Min(EarningsLag, y.Length);
        y[..lag].Fill(double.NaN);
        largest.Span[..^lag].CopyTo(y[lag..]);
    }
}
