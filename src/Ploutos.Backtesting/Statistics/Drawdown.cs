namespace Ploutos.Backtesting.Statistics;

/// <summary>The deepest fall of an account from a peak.</summary>
/// <param name="Depth">1 - trough / peak, 0 .. 1.</param>
/// <param name="Peak">Index of the peak before it.</param>
/// <param name="Trough">Index of its lowest point.</param>
/// <param name="LongestDays">Longest time in trading days from a peak until it was passed again, or
/// until the end.</param>
public readonly record struct Drawdown(double Depth, int Peak, int Trough, int LongestDays)
{
    /// <summary>Of a column of equity; earliest where several are as deep. A fall by less than
    /// rounding (<see cref="Dispersion.Absolute"/>) is none, so that what is divided by the depth is
    /// then not defined.</summary>
    public static Drawdown Of(ReadOnlySpan<double> equity)
    {
        var deepest = new Drawdown(0, 0, 0, 0);
        int peak = 0,
            longest = 0;
        for (int t = 1; t < equity.Length; t++)
        {
            double depth = equity[peak] > 0 ? 1 - equity[t] / equity[peak] : 0;
            if (equity[t] >= equity[peak])
                peak = t;
            else if (depth > Dispersion.Absolute)
                longest = Math.Max(longest, t - peak);
            if (depth > Math.Max(deepest.Depth, Dispersion.Absolute))
                deepest = new(depth, peak, t, 0);
        }

        return deepest with
        {
            LongestDays = longest,
        };
    }
}
