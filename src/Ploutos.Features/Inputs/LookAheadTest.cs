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

    /// <summary>Runs a label on whole and on cut bars: what it says of a bar must not change when the bars
    /// after its horizon are cut off.</summary>
    /// <param name="label">The label.</param>
    /// <param name="horizon">Bars ahead that a value may look.</param>
    /// <exception cref="ArgumentException">It looks further, or does not give one value a bar.</exception>
    public static void RequireLabel(NamedColumn label, int horizon)
    {
        ArgumentNullException.ThrowIfNull(label);
        Run(
            label,
            horizon,
            (bar, whole, known, cut) =>
                $"The label '{label.Name}' looks further ahead than its {horizon} bars: on bar {bar} it is {whole},"
                + $" and {known} when the bars after bar {cut} are not there yet. Give it a longer horizon, and use"
                + " nothing of the whole series."
        );
    }

    /// <summary>Runs the feature on whole and on cut bars.</summary>
    /// <exception cref="ArgumentException">It looks ahead, or does not give one value a bar; the message
    /// names it, and the first day that changed.</exception>
    public static void Require(NamedColumn feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        Run(
            feature,
            horizon: 0,
            (bar, whole, known, cut) =>
                $"The feature '{feature.Name}' looks ahead: on bar {bar} it is {whole}, and {known} when the bars after"
                + $" bar {cut} are not there yet. Use nothing of later bars, nor of the whole series."
        );
    }

    private static void Run(NamedColumn column, int horizon, Func<string, string, string, int, string> told)
    {
        BarSeries bars = s_bars.Value;
        double[] whole = Values(column, bars);
        foreach (int cut in s_cuts)
        {
            double[] known = Values(column, bars.Slice(0, cut));
            for (int t = 0; t < cut - horizon; t++)
                if (!known[t].Equals(whole[t]))
                    throw new ArgumentException(
                        told($"{t + 1} of {bars.Count}", Text(whole[t]), Text(known[t]), cut),
                        nameof(column)
                    );
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double[] Values(NamedColumn feature, BarSeries bars)
    {
        double[] values = feature.Values(bars);
        return values.Length == bars.Count
            ? values
            : throw new ArgumentException(
                $"'{feature.Name}' must give one value a bar, but gave {values.Length} for {bars.Count} bars.",
                nameof(feature)
            );
    }
}
