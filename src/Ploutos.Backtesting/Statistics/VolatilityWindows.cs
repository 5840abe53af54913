using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData.Figures;

namespace Ploutos.Backtesting.Statistics;

/// <summary>How often an account came near the volatility that was aimed at.</summary>
public static class VolatilityWindows
{
    /// <summary>Returns of a window: a month.</summary>
    public const int Days = 21;

    /// <summary>Near is within this share of the target.</summary>
    public const double Tolerance = 0.25;

    /// <summary>Share of the 21-day windows, one ending on each day, whose standard deviation of daily
    /// returns, a year, lies within a quarter of the target; with the interval of the stationary
    /// bootstrap over windows.</summary>
    /// <param name="curve">The account; its first day, on which nothing is held, is left out.</param>
    /// <param name="target">Annual volatility, above 0.</param>
    /// <param name="settings">How windows are drawn.</param>
    /// <returns>0 .. 1; not defined (NaN) where there is no whole window.</returns>
    public static Estimate NearTarget(EquityCurve curve, double target, BootstrapSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!(target > 0))
            throw new ArgumentOutOfRangeException(nameof(target), $"The target must be above 0, but got {target}.");
        settings ??= new();
        settings.Validate();
        double[] returns = curve.Returns(),
            near = new double[Math.Max(0, returns.Length - Days)];
        if (near.Length == 0)
            return Estimate.Undefined;
        double year = Math.Sqrt(curve.Year.Sessions);
        for (int t = 0; t < near.Length; t++)
        {
            double volatility = Dispersion.Of(returns.AsSpan(t + 1, Days)) * year;
            near[t] = Math.Abs(volatility / target - 1) <= Tolerance ? 1 : 0;
        }

        var random = new Random(settings.Seed);
        int[] drawn = new int[near.Length];
        double[] shares = new double[settings.Resamples];
        for (int r = 0; r < shares.Length; r++)
        {
            StationaryBootstrap.Draw(drawn, settings.BlockDays, random);
            shares[r] = drawn.Average(t => near[t]);
        }

        return StationaryBootstrap.Percentile(near.Average(), shares, settings.Level);
    }
}
