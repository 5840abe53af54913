using System.Numerics.Tensors;
using Ploutos.Features.Indicators;

namespace Ploutos.Features;

/// <summary>The 28 inputs of the momentum expert: trend, its strength, and what volume says
/// of it.</summary>
internal static class MomentumFeatures
{
    private const double TradingDaysPerYear = 252;

    public static readonly Feature[] All =
    [
        ScaledReturn(1),
        ScaledReturn(5),
        ScaledReturn(10),
        ScaledReturn(21),
        ScaledReturn(63),
        ScaledReturn(126),
        DistanceFromMean(20),
        DistanceFromMean(50),
        DistanceFromMean(200),
        new(
            "ema_ratio_12_26",
            26,
            static (s, y) => Elementwise.LogRatio(s.ExponentialMovingAverage(12), s.ExponentialMovingAverage(26), y)
        ),
        Rsi(7),
        Rsi(14),
        new("macd", 26, static (s, y) => TensorPrimitives.Divide(s.Macd, s.Close, y)),
        new("macd_signal", 34, static (s, y) => TensorPrimitives.Divide(s.MacdSignal, s.Close, y)),
        new(
            "macd_histogram",
            34,
            static (s, y) =>
            {
                TensorPrimitives.Subtract(s.Macd, s.MacdSignal, y);
                TensorPrimitives.Divide(y, s.Close, y);
            }
        ),
        new("stochastic_k_14", 14, static (s, y) => s.StochasticK(14).CopyTo(y)),
        new("high_252_proximity", 252, static (s, y) => Elementwise.LogRatio(s.Close, s.HighestHigh(252), y)),
        new(
            "trend_strength_20",
            20,
            static (s, y) => RangePosition.Compute(s.Close, s.LowestClose(20), s.HighestClose(20), 0.5, y)
        ),
        new("adx_14", 28, static (s, y) => s.AverageDirectionalIndex(14).CopyTo(y)),
        new(
            "high_low_range",
            1,
            static (s, y) =>
            {
                TensorPrimitives.Subtract(s.High, s.Low, y);
                TensorPrimitives.Divide(y, s.Close, y);
            }
        ),
        new("close_open_return", 1, static (s, y) => Elementwise.LogRatio(s.Close, s.Open, y)),
        new("overnight_gap", 2, static (s, y) => Elementwise.LogRatioToLag(s.Open, s.Close, 1, y)),
        AnnualVolatility(5),
        AnnualVolatility(20),
        new("atr_ratio_14", 15, static (s, y) => TensorPrimitives.Divide(s.AverageTrueRange(14), s.Close, y)),
        new("bollinger_position_20", 20, static (s, y) => Deviations(s, 20, 2, y)),
        new(
            "volume_ratio_20",
            20,
            static (s, y) =>
            {
                Rolling.Mean(s.Volume, 20, y, s.First);
                Elementwise.LogRatio(s.Volume, y, y);
            }
        ),
        new("obv_momentum_10", 11, static (s, y) => OnBalanceVolume.Momentum(s.Change, s.Volume, 10, y, s.First)),
    ];

    public static Feature DistanceFromMean(int n) =>
        new($"distance_sma_{n}", n, (s, y) => s.DistanceFromMean(n).CopyTo(y));

    public static Feature Rsi(int n) => new($"rsi_{n}", n + 1, (s, y) => s.Rsi(n).CopyTo(y));

    /// <summary>(close - mean of n closes) / (width x their standard deviation), 0 where the closes
    /// are equal.</summary>
    public static void Deviations(IndicatorSheet s, int n, double width, Span<double> y)
    {
        ReadOnlySpan<double> close = s.Close,
            mean = s.CloseMean(n),
            deviation = s.CloseDeviation(n);
        for (int t = 0; t < y.Length; t++)
            y[t] = Elementwise.DivideOr(close[t] - mean[t], width * deviation[t], 0);
    }

    /// <summary>Log return of k bars in units of its volatility, as the last 20 daily returns
    /// give it.</summary>
    private static Feature ScaledReturn(int k) =>
        new(
            $"return_{k}d",
            Math.Max(k, 20) + 1,
            (s, y) =>
            {
                ReadOnlySpan<double> move = s.LogReturn(k);
                TensorPrimitives.Multiply(s.ReturnDeviation(20), Math.Sqrt(k), y);
                Elementwise.DivideOr(move, y, 0, y);
            }
        );

    private static Feature AnnualVolatility(int n) =>
        new(
            $"volatility_{n}",
            n + 1,
            (s, y) => TensorPrimitives.Multiply(s.ReturnDeviation(n), Math.Sqrt(TradingDaysPerYear), y)
        );
}
