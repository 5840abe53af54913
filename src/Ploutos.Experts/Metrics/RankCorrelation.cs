namespace Ploutos.Experts.Metrics;

/// <summary>Spearman's rank correlation (Spearman 1904); equal values share the mean of their
/// ranks.</summary>
public static class RankCorrelation
{
    /// <summary>The correlation of the ranks, -1 .. 1; NaN where all values of a side are equal.</summary>
    /// <param name="a">[n], no NaN.</param>
    /// <param name="b">[n], no NaN.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(double[] a, double[] b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Length != b.Length)
            throw new ArgumentException(
                $"Both sides must be of one length, but got {a.Length} and {b.Length}.",
                nameof(b)
            );
        double[] first = Ranks(a),
            second = Ranks(b);
        double mean = 0.5 * (a.Length + 1),
            ab = 0,
            aa = 0,
            bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double da = first[i] - mean,
                db = second[i] - mean;
            (ab, aa, bb) = (ab + da * db, aa + da * da, bb + db * db);
        }

        return aa == 0 || bb == 0 ? double.NaN : ab / Math.Sqrt(aa * bb);
    }

    /// <summary>Ranks from 1, equal values sharing the mean of theirs.</summary>
    /// <param name="values">[n], no NaN.</param>
    public static double[] Ranks(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int n = values.Length;
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort((double[])values.Clone(), order);
        double[] ranks = new double[n];
        for (int i = 0, end; i < n; i = end)
        {
            for (end = i + 1; end < n && values[order[end]] == values[order[i]]; end++) { }

            for (int k = i; k < end; k++)
                ranks[order[k]] = 0.5 * (i + end + 1);
        }

        return ranks;
    }
}
