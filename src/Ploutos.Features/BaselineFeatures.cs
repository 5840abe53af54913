using System.Numerics.Tensors;
using Ploutos.Features.Indicators;

namespace Ploutos.Features;

/// <summary>Inputs of the baselines that an expert is held against. They are no inputs of an
/// expert.</summary>
internal static class BaselineFeatures
{
    private const int Year = 252,
        Month = 22,
        Week = 5;

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
        LogRangeMean(1),
        LogRangeMean(Week),
        LogRangeMean(Month),
        new(
            "har_label_level",
            Week + Year,
            static (s, y) =>
            {
                TensorPrimitives.Subtract(s.LogMedianRealisedVolatility(Year), s.MeanLogRange(Year), y);
            }
        ),
    ];

    private static Feature LogRangeMean(int n) =>
        new(
            $"har_log_range_{n}",
            Year,
            (s, y) => TensorPrimitives.Subtract(s.MeanLogRange(n), s.MeanLogRange(Year), y)
        );
}
