using Ploutos.Experts.Baselines;
using Ploutos.Features;
using Ploutos.MarketData;

namespace Ploutos.Experts.Risk;

/// <summary>A ticker's volatility for the size of its position, one value a bar, each from the bars up
/// to that one.</summary>
public sealed class SizingVolatility
{
    private readonly double[] _perBar;

    private SizingVolatility(double[] perBar, int standIns) => (_perBar, StandIns) = (perBar, standIns);

    /// <summary>Volatility a bar, above 0; NaN where it is not known.</summary>
    public ReadOnlySpan<double> PerBar => _perBar;

    /// <summary>Bars at which EWMA stands in for a risk forecast that is missing.</summary>
    public int StandIns { get; }

    /// <summary>By EWMA(0.94): known from the 21st bar on.</summary>
    public static SizingVolatility Ewma(BarSeries bars) =>
        new(Array.ConvertAll(VolatilityEstimates.Exponential(bars), AboveZero), 0);

    /// <summary>By the risk model: the root of the expected variance, since the variance of a
    /// portfolio is what its size decides. Where there is no forecast (a zero low in the trailing
    /// year, too few bars), EWMA stands in.</summary>
    /// <param name="table">Inputs.</param>
    /// <param name="ticker">Index into the table's tickers.</param>
    /// <param name="forecast">The forecast from a bar, or null.</param>
    /// <param name="first">The first bar that matters; earlier ones are NaN.</param>
    public static SizingVolatility Risk(
        RiskTable table,
        int ticker,
        Func<TableRow, HorizonForecast?> forecast,
        int first = 0
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(forecast);
        double[] ewma = VolatilityEstimates.Exponential(table.Bars[ticker]),
            perBar = new double[ewma.Length];
        Array.Fill(perBar, double.NaN);
        int standIns = 0;
        for (int t = first; t < perBar.Length; t++)
        {
            HorizonForecast? at = forecast(new(ticker, t));
            perBar[t] = AboveZero(at?.ExpectedVolatility / Math.Sqrt(at?.SessionsPerYear ?? 1) ?? ewma[t]);
            standIns += at is null ? 1 : 0;
        }

        return new(perBar, standIns);
    }

    private static double AboveZero(double volatility) => volatility > 0 ? volatility : double.NaN;
}
