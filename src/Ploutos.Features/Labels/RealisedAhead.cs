using Ploutos.Features.Indicators;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Labels;

/// <summary>What the risk model learns to forecast, one value a bar. Looks forward: the values of
/// bar t are known <see cref="Horizon"/> bars later; NaN where the future has not happened, or a
/// price or the year before is missing.</summary>
public sealed class RealisedAhead
{
    // A week without a move has no logarithm.
    private const double Least = 1e-8;

    private RealisedAhead(int horizon, double[] level, double[] volatility, double[] move) =>
        (Horizon, Level, Volatility, Move) = (horizon, level, volatility, move);

    /// <summary>Bars ahead.</summary>
    public int Horizon { get; }

    /// <summary>The usual level of bar t: the trailing year's median of five-day realised
    /// volatility, a day. Known at bar t already.</summary>
    public IReadOnlyList<double> Level { get; }

    /// <summary>Realised volatility of the bars t+1 .. t+<see cref="Horizon"/>: the root mean
    /// square of their daily log returns.</summary>
    public IReadOnlyList<double> Volatility { get; }

    /// <summary>Log return over the same bars.</summary>
    public IReadOnlyList<double> Move { get; }

    /// <summary>Computes all of them for one series.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="horizon">Bars ahead, at least 1.</param>
    public static RealisedAhead Compute(BarSeries bars, int horizon) => Compute(bars, [horizon])[0];

    /// <summary>The same of several horizons, which share the usual level.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="horizons">Bars ahead, at least 1 each.</param>
    public static RealisedAhead[] Compute(BarSeries bars, IReadOnlyList<int> horizons)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(horizons);
        foreach (int horizon in horizons)
            if (horizon < 1)
                throw new ArgumentOutOfRangeException(
                    nameof(horizons),
                    $"The horizon must be at least 1 bar, but got {horizon}."
                );
        using var sheet = new IndicatorSheet(bars);
        double[] level = sheet.MedianRealisedVolatility(MarketFeatures.Year)[..bars.Count].ToArray();
        return
        [
            .. horizons.Select(horizon => new RealisedAhead(
                horizon,
                level,
                Ahead(sheet.RealisedVolatility(horizon), horizon),
                Ahead(sheet.LogReturn(horizon), horizon)
            )),
        ];

        double[] Ahead(ReadOnlySpan<double> known, int horizon)
        {
            double[] y = new double[bars.Count];
            for (int t = 0; t < y.Length; t++)
                y[t] = t + horizon < y.Length ? known[t + horizon] : double.NaN;
            return y;
        }
    }

    /// <summary>log(volatility ahead / level), both no smaller than 1e-8; NaN where one is not
    /// known.</summary>
    public double Target(int bar) => Math.Log(Math.Max(Volatility[bar], Least) / Math.Max(Level[bar], Least));

    /// <summary>1 where the volatility ahead lies above the level (HIGH), 0 where it does not, NaN
    /// where one is not known.</summary>
    public double Label(int bar) =>
        double.IsNaN(Volatility[bar] + Level[bar]) ? double.NaN
        : Volatility[bar] > Level[bar] ? 1
        : 0;
}
