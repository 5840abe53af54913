namespace Ploutos.MarketData.Quality;

/// <summary>The middle of some values: what is usual, whatever a few of them say.</summary>
internal static class Medians
{
    /// <summary>The median; NaN where there is no value.</summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return double.NaN;
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
