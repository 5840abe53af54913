namespace Ploutos.Features.Indicators;

/// <summary>The largest value of a sliding window and its place, by the two blocks of
/// <see cref="RollingWindow"/>.</summary>
internal static class RollingExtreme
{
    /// <summary>Writes the largest value of <c>x[t-n+1 .. t]</c>, and the place of the first one
    /// that is as large, 1 the oldest bar and n today; NaN where the window is not full or holds a
    /// NaN. <paramref name="sign"/> -1 asks for the smallest.</summary>
    public static void Compute(ReadOnlySpan<double> x, int n, double sign, Span<double> value, Span<double> place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        int first = Math.Min(n - 1, x.Length),
            missing = -1;
        value[..first].Fill(double.NaN);
        place[..first].Fill(double.NaN);
        for (int t = 0; t < first; t++)
            missing = double.IsNaN(x[t]) ? t : missing;
        using PooledColumn scratch = new(2 * n);
        Span<double> tails = scratch.Span[..n],
            places = scratch.Span[n..];
        for (int cut = n - 1; cut < x.Length; cut += n)
        {
            double best = double.NegativeInfinity,
                at = n - 1;
            (tails[n - 1], places[n - 1]) = (best, at);
            for (int j = n - 2; j >= 0; j--)
            {
                double v = sign * x[cut - n + 1 + j];
                bool better = v >= best;
                best = better ? v : best;
                at = better ? j : at;
                (tails[j], places[j]) = (best, at);
            }

            best = double.NegativeInfinity;
            int end = Math.Min(n, x.Length - cut);
            for (int j = 0; j < end; j++)
            {
                double v = sign * x[cut + j];
                bool better = v > best;
                best = better ? v : best;
                at = better ? n - 1 + j : at;
                missing = double.IsNaN(v) ? cut + j : missing;
                bool older = tails[j] >= best,
                    known = missing <= cut + j - n;
                value[cut + j] = known ? sign * (older ? tails[j] : best) : double.NaN;
                place[cut + j] = known ? (older ? places[j] : at) - j + 1 : double.NaN;
            }
        }
    }
}
