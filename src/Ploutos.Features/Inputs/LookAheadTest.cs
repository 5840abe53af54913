using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;

namespace Ploutos.Features.Inputs;

/// <summary>Finds a feature that looks ahead: what it says of a day must not change when the bars after
/// that day are cut off. On simulated bars, in milliseconds.</summary>
public static class LookAheadTest
{
    private static readonly Lazy<BarSeries> s_bars = new(() =>
        new SimulatedMarket(new SimulationOptions { Tickers = 1, Bars = 700 }).Series[0]
    );

    private static readonly int[] s_cuts = [1, 40, 263, 500, 699];

    /// <summary>Runs the feature on whole and on cut bars.</summary>
    /// <exception cref="ArgumentException">It looks ahead, or does not give one value a bar; the message
    /// names it, and the first day that changed.</exception>
    public static void Require(NamedColumn feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        BarSeries bars = s_bars.Value;
        double[] whole = Values(feature, bars);
        foreach (int cut in s_cuts)
        {
            double[] known = Values(feature, bars.Slice(0, cut));
            for (int t = 0; t < cut; t++)
                if (!known[t].Equals(whole[t]))
                    throw new ArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The feature '{feature.Name}' looks ahead: on bar {t + 1} of {bars.Count} it is"
                                + $" {whole[t]:R}, and {known[t]:R} when the bars after bar {cut} are not there yet."
                                + $" Use nothing of later bars, nor of the whole series."
                        ),
                        nameof(feature)
                    );
        }
    }

    private static double[] Values(NamedColumn feature, BarSeries bars)
    {
        double[] values = feature.Values(bars);
        return values.Length == bars.Count
            ? values
            : throw new ArgumentException(
                $"The feature '{feature.Name}' must give one value a bar, but gave {values.Length} for"
                    + $" {bars.Count} bars.",
                nameof(feature)
            );
    }
}
