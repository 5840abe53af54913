using System.Numerics.Tensors;

namespace Ploutos.Features.Indicators;

/// <summary>Statistics of the last n values. In each, <c>y[t]</c> is that of <c>x[t-n+1 .. t]</c>,
/// NaN where the window is not full or holds a NaN; <c>y</c> has the length of <c>x</c> and does
/// not overlap it. <c>before</c> counts the bars of the series that come before <c>x</c>: sums are added
/// in the order in which they are over the whole series, hence to the same bits.</summary>
internal static class Rolling
{
    public static void Sum(ReadOnlySpan<double> x, int n, Span<double> y) => Sum(x, n, y, before: 0);

    public static void Sum(ReadOnlySpan<double> x, int n, Span<double> y, int before) =>
        RollingWindow.Slide<SumAggregate>(x, n, y, before);

    public static void Minimum(ReadOnlySpan<double> x, int n, Span<double> y) =>
        RollingWindow.Slide<MinimumAggregate>(x, n, y);

    public static void Maximum(ReadOnlySpan<double> x, int n, Span<double> y) =>
        RollingWindow.Slide<MaximumAggregate>(x, n, y);

    /// <summary>Arithmetic mean (simple moving average).</summary>
    public static void Mean(ReadOnlySpan<double> x, int n, Span<double> y) => Mean(x, n, y, before: 0);

    /// <inheritdoc cref="Mean(ReadOnlySpan{double}, int, Span{double})"/>
    public static void Mean(ReadOnlySpan<double> x, int n, Span<double> y, int before)
    {
        Sum(x, n, y, before);
        TensorPrimitives.Divide(y, n, y);
    }

    /// <summary>Sample standard deviation (n - 1); exactly 0 for equal values. Needs n of at
    /// least 2.</summary>
    public static void StandardDeviation(ReadOnlySpan<double> x, int n, Span<double> y) =>
        StandardDeviation(x, n, y, before: 0);

    /// <inheritdoc cref="StandardDeviation(ReadOnlySpan{double}, int, Span{double})"/>
    public static void StandardDeviation(ReadOnlySpan<double> x, int n, Span<double> y, int before)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        RollingWindow.Slide<MomentsAggregate>(x, n, y, before);
    }

    /// <summary>Median, the mean of the two middle values for an even n.</summary>
    public static void Median(ReadOnlySpan<double> x, int n, Span<double> y) => RollingMedian.Slide(x, n, y);
}
