using System.Numerics.Tensors;
using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features;

/// <summary>The indicators that a price chart shows, from the same code as the features. Each
/// looks only back and is NaN where its window is not full.</summary>
public static class ChartIndicators
{
    /// <summary>Bars of the Bollinger bands, and of the mean in their middle.</summary>
    public const int BollingerBars = 20;

    /// <summary>Standard deviations (of the sample, n - 1) from the mean to each band.</summary>
    public const double BollingerDeviations = 2;

    /// <summary>One column a name, of one value a bar: sma_20, sma_50, sma_200, bollinger_upper,
    /// bollinger_lower in units of price, and rsi_14 in 0 .. 100.</summary>
    public static IReadOnlyDictionary<string, double[]> Compute(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        using var sheet = new IndicatorSheet(bars);
        double[] middle = Column(sheet.CloseMean(BollingerBars)),
            width = Column(sheet.CloseDeviation(BollingerBars)),
            upper = new double[bars.Count],
            lower = new double[bars.Count];
        TensorPrimitives.Multiply(width, BollingerDeviations, width);
        TensorPrimitives.Add(middle, width, upper);
        TensorPrimitives.Subtract(middle, width, lower);
        double[] strength = Column(sheet.Rsi(14));
        TensorPrimitives.Multiply(strength, 100, strength);
        return new Dictionary<string, double[]>
        {
            ["sma_20"] = middle,
            ["sma_50"] = Column(sheet.CloseMean(50)),
            ["sma_200"] = Column(sheet.CloseMean(200)),
            ["bollinger_upper"] = upper,
            ["bollinger_lower"] = lower,
            ["rsi_14"] = strength,
        };

        double[] Column(ReadOnlySpan<double> padded) => padded[..bars.Count].ToArray();
    }
}
