using System.Numerics.Tensors;

namespace Ploutos.Features.Indicators;

/// <summary>Statistics of the last n values. In each, <c>y[t]</c> is that of <c>x[t-n+1 .. t]</c>,
/// NaN where the window is not full or holds a NaN; <c>y</c> has the length of <c>x</c> and does
/// not overlap it.</summary>
internal static class Rolling
{
    public static void Sum(ReadOnlySpan<double> x, int n, Span<double> y) => RollingWindow.Slide<SumAggregate>(x, n, y);

    public static void Minimum(ReadOnlySpan<double> x, int n, Span<double> y) =>
        RollingWindow.Slide<MinimumAggregate>(x, n, y);

    public static void Maximum(ReadOnlySpan<double> x, int n, Span<double> y) =>
        RollingWindow.Slide<MaximumAggregate>(x, n, y);

    /// <summary>Arithmetic mean (simple moving average).</summary>
    public static void Mean(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        Sum(x, n, y);
        TensorPrimitives.Divide(y, n, y);
    }

    /// <summary>Sample standard deviation (n - 1); exactly 0 for equal values. Needs n of at
    /// least 2.</summary>
    public static void StandardDeviation(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        RollingWindow.Slide<MomentsAggregate>(x, n, y);
    }

    /// <summary>Median, the mean of the two middle values for an even n.</summary>
    public static void Median(ReadOnlySpan<double> x, int n, Span<double> y) => RollingMedian.Slide(x, n, y);
}
