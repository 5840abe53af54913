using System.Numerics.Tensors;
using Ploutos.Features.Indicators;

namespace Ploutos.Features;

/// <summary>Inputs of the baselines that an expert is held against. No built-in expert reads them; one
/// of a file may.</summary>
internal static class BaselineFeatures
{
    private const int Year = 252;

    /// <summary>log(close a month ago / close a year ago): Jegadeesh and Titman (1993), the latest
    /// month left out.</summary>
    public static readonly Feature[] TwelveOneMomentum =
    [
        new(
            "return_252_21",
            Year + 1,
            static (s, y) => TensorPrimitives.Subtract(s.LogReturn(Year), s.LogReturn(21), y)
        ),
    ];

    /// <summary>-log(close / close five bars ago): Lehmann (1990), Jegadeesh (1990).</summary>
    public static readonly Feature[] ShortTermReversal =
    [
        new("reversal_5", 6, static (s, y) => TensorPrimitives.Negate(s.LogReturn(5), y)),
    ];

    /// <summary>Corsi's (2009) daily, weekly and monthly components as means of the log of
    /// Parkinson's daily range volatility (Alizadeh, Brandt and Diebold 2002 on why its
    /// logarithm), each less the trailing year's mean of the same; and the log of the level that
    /// the label asks about, the trailing year's median of five-day realised volatility, less the
    /// same mean.</summary>
    public static readonly Feature[] LogRangeHar =
    [
        RiskFeatures.RangeMean("har_log_range_1", 1),
        RiskFeatures.RangeMean("har_log_range_5", 5),
        RiskFeatures.RangeMean("har_log_range_22", 22),
        RiskFeatures.Level("har_label_level"),
    ];

    /// <summary>log of the exponentially weighted volatility (RiskMetrics 1996, decay 0.94) over
    /// the level that the label asks about.</summary>
    public static readonly Feature[] ExponentialVolatility =
    [
        new(
            "ewma_over_level",
            5 + Year,
            static (s, y) => LogOverLevel(s, s.ExponentialVolatility(VolatilityEstimates.RiskMetricsDecayPercent), y)
        ),
    ];

    /// <summary>log of the standard deviation of 20 daily log returns over the level that the
    /// label asks about.</summary>
    public static readonly Feature[] Deviation20 =
    [
        new(
            "deviation_20_over_level",
            5 + Year,
            static (s, y) => LogOverLevel(s, s.ReturnDeviation(VolatilityEstimates.DeviationBars), y)
        ),
    ];

    private static void LogOverLevel(IndicatorSheet s, ReadOnlySpan<double> volatility, Span<double> y)
    {
        TensorPrimitives.Max(volatility, 1e-8, y);
        Elementwise.LogInPlace(y);
        TensorPrimitives.Subtract(y, s.LogMedianRealisedVolatility(Year), y);
    }
}
