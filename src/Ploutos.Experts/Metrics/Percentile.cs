namespace Ploutos.Experts.Metrics;

/// <summary>Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan
/// (1996), NumPy's default.</summary>
internal static class Percentile
{
    /// <summary>The quantile at <paramref name="share"/> (0 .. 1) of ascending values; NaN where
    /// there are none.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length
            ? sorted[below]
            : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
