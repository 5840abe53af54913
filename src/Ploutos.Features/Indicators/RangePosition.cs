namespace Ploutos.Features.Indicators;

/// <summary>Where a value lies in a range: 0 at its bottom, 1 at its top, and a neutral value where
/// the range is empty.</summary>
internal static class RangePosition
{
    public static void Compute(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> bottom,
        ReadOnlySpan<double> top,
        double neutral,
        Span<double> y
    )
    {
        for (int t = 0; t < y.Length; t++)
            y[t] = Elementwise.DivideOr(x[t] - bottom[t], top[t] - bottom[t], neutral);
    }
}
