namespace Ploutos.Features.Indicators;

/// <summary>The median of a sliding window; see <see cref="RankedColumn"/>.</summary>
internal static class RollingMedian
{
    /// <summary>As <see cref="RollingWindow.Slide"/>: <c>y[t]</c> is the median of <c>x[t-n+1 ..
    /// t]</c>, NaN where it holds a NaN.</summary>
    public static void Slide(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (x.Length < n)
        {
            y.Fill(double.NaN);
            return;
        }

        using var ranked = new RankedColumn(x);
        ranked.Median(n, y);
    }
}
