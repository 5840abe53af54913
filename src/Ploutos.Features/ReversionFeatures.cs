using System.Numerics.Tensors;
using Ploutos.Features.Indicators;

namespace Ploutos.Features;

/// <summary>The nine inputs of the reversion expert: how far the price has strayed from where it
/// usually is.</summary>
internal static class ReversionFeatures
{
    public static readonly Feature[] All =
    [
        new(
            "bollinger_percent_b_20",
            20,
            static (s, y) =>
            {
                ReadOnlySpan<double> close = s.Close,
                    mean = s.CloseMean(20),
                    deviation = s.CloseDeviation(20);
                for (int t = 0; t < y.Length; t++)
                    y[t] = Elementwise.DivideOr(close[t] - (mean[t] - 2 * deviation[t]), 4 * deviation[t], 0.5);
            }
        ),
        new(
            "bollinger_width_20",
            20,
            static (s, y) =>
            {
                TensorPrimitives.Multiply(s.CloseDeviation(20), 4, y);
                TensorPrimitives.Divide(y, s.CloseMean(20), y);
            }
        ),
        MomentumFeatures.DistanceFromMean(20),
        MomentumFeatures.DistanceFromMean(50),
        MomentumFeatures.Rsi(2),
        MomentumFeatures.Rsi(14),
        new("stochastic_d_3", 16, static (s, y) => Rolling.Mean(s.StochasticK(14), 3, y, s.First)),
        new(
            "williams_r_5",
            5,
            static (s, y) =>
            {
                ReadOnlySpan<double> close = s.Close,
                    high = s.HighestHigh(5),
                    low = s.LowestLow(5);
                for (int t = 0; t < y.Length; t++)
                    y[t] = Elementwise.DivideOr(close[t] - high[t], high[t] - low[t], -0.5);
            }
        ),
        new("z_score_60", 60, static (s, y) => MomentumFeatures.Deviations(s, 60, 1, y)),
    ];
}
