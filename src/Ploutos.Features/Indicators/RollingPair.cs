namespace Ploutos.Features.Indicators;

/// <summary>Covariance and correlation of two columns over a sliding window, by the scheme of
/// <see cref="RollingLine"/>.</summary>
internal static class RollingPair
{
    /// <summary>Sample covariance (n - 1). Needs n of at least 2.</summary>
    public static void Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int n, Span<double> result)
    {
        Slide(x, y, n, result);
        for (int t = 0; t < result.Length; t++)
            result[t] /= n - 1;
    }

    /// <summary>Pearson's correlation, -1 .. 1; NaN where one of the windows is constant. Needs n of
    /// at least 2.</summary>
    public static void Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int n, Span<double> result)
    {
        using PooledColumn squaresX = new(x.Length),
            squaresY = new(x.Length);
        Slide(x, y, n, result);
        Slide(x, x, n, squaresX.Span);
        Slide(y, y, n, squaresY.Span);
        for (int t = 0; t < result.Length; t++)
        {
            double spread = Math.Sqrt(squaresX.Span[t]) * Math.Sqrt(squaresY.Span[t]);
            result[t] = spread > 0 ? Math.Clamp(result[t] / spread, -1, 1) : double.NaN;
        }
    }

    /// <summary>Sum of products of deviations.</summary>
    private static void Slide(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int n, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        result[..Math.Min(n - 1, x.Length)].Fill(double.NaN);
        using PooledColumn scratch = new(3 * n);
        Span<double> tailX = scratch.Span[..n],
            tailY = scratch.Span.Slice(n, n),
            tailXY = scratch.Span[(2 * n)..];
        double share = 1.0 / n;
        for (int cut = n - 1; cut < x.Length; cut += n)
        {
            double cx = x[cut],
                cy = y[cut],
                sx = 0,
                sy = 0,
                sxy = 0;
            (tailX[n - 1], tailY[n - 1], tailXY[n - 1]) = (0, 0, 0);
            for (int j = n - 2; j >= 0; j--)
            {
                double dx = x[cut - n + 1 + j] - cx,
                    dy = y[cut - n + 1 + j] - cy;
                sx += dx;
                sy += dy;
                sxy += dx * dy;
                (tailX[j], tailY[j], tailXY[j]) = (sx, sy, sxy);
            }

            (sx, sy, sxy) = (0, 0, 0);
            int end = Math.Min(n, x.Length - cut);
            for (int j = 0; j < end; j++)
            {
                double dx = x[cut + j] - cx,
                    dy = y[cut + j] - cy;
                sx += dx;
                sy += dy;
                sxy += dx * dy;
                result[cut + j] = sxy + tailXY[j] - (sx + tailX[j]) * (sy + tailY[j]) * share;
            }
        }
    }
}
