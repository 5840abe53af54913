namespace Ploutos.Features.Indicators;

/// <summary>Mean, spread and least-squares line of a sliding window, in one pass at a cost per bar
/// that does not depend on the window.
/// <para>The series is cut at every n-th bar. The n windows that end on such a bar or before the
/// next all hold it, so that its value c can be taken off every value first: sums of x - c are then
/// no larger than the window's own range asks for. They lose no digits to a large mean, and are
/// exactly 0 where the window is constant. A window is the tail before the cut and the head from it
/// on, both kept as running sums; nothing is ever subtracted that was added before, so that a NaN
/// spoils the windows that hold it and no others, and later values change no bit of earlier
/// ones.</para></summary>
internal static class RollingLine
{
    /// <summary>Writes for each t, of <c>x[t-n+1 .. t]</c>: the mean; the sum of squared deviations;
    /// the sum of products of deviation and place (so that the slope is it over n (n^2 - 1) / 12);
    /// and today's deviation from the mean. NaN where the window is not full or holds a NaN. All
    /// spans have one length; those that nobody reads may be one and the same.</summary>
    public static void Compute(
        ReadOnlySpan<double> x,
        int n,
        Span<double> mean,
        Span<double> squares,
        Span<double> slope,
        Span<double> today
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        int first = Math.Min(n - 1, x.Length);
        mean[..first].Fill(double.NaN);
        squares[..first].Fill(double.NaN);
        slope[..first].Fill(double.NaN);
        today[..first].Fill(double.NaN);
        using PooledColumn scratch = new(3 * n);
        Span<double> sumTail = scratch.Span[..n],
            squareTail = scratch.Span.Slice(n, n),
            placeTail = scratch.Span[(2 * n)..];
        double share = 1.0 / n;
        for (int cut = n - 1; cut < x.Length; cut += n)
        {
            double c = x[cut],
                s = 0,
                q = 0,
                w = 0;
            (sumTail[n - 1], squareTail[n - 1], placeTail[n - 1]) = (0, 0, 0);
            ReadOnlySpan<double> tail = x.Slice(cut - n + 1, n - 1);
            for (int j = n - 2; j >= 0; j--)
            {
                double d = tail[j] - c;
                s += d;
                q += d * d;
                w += (j - n + 1) * d;
                (sumTail[j], squareTail[j], placeTail[j]) = (s, q, w);
            }

            (s, q, w) = (0, 0, 0);
            int end = Math.Min(n, x.Length - cut);
            for (int j = 0; j < end; j++)
            {
                double d = x[cut + j] - c;
                s += d;
                q += d * d;
                w += j * d;
                double sum = s + sumTail[j],
                    m = sum * share;
                mean[cut + j] = c + m;
                squares[cut + j] = Math.Max(0, q + squareTail[j] - sum * m);
                slope[cut + j] = w + placeTail[j] - (j - 0.5 * (n - 1)) * sum;
                today[cut + j] = d - m;
            }
        }
    }
}
