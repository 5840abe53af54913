namespace Ploutos.Experts.Metrics;

/// <summary>Corrects p-values for the number of comparisons (Holm 1979): of m p-values in
/// ascending order the i-th, counted from 1, is multiplied by m - i + 1, and none is smaller than
/// the one before it. Where those at or below a level are called significant, the chance of even
/// one false call is at most that level, however the comparisons depend on each other.</summary>
public static class Holm
{
    /// <summary>The corrected p-values, in the order given. One that is NaN (not known) stays so
    /// and counts among the m.</summary>
    /// <exception cref="ArgumentException">A p-value lies outside 0 .. 1.</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        foreach (double p in pValues)
        {
            if (p is < 0 or > 1)
                throw new ArgumentException($"A p-value must lie in 0 .. 1, but got {p}.", nameof(pValues));
        }

        double[] values = pValues.ToArray(),
            adjusted = new double[values.Length];
        Array.Fill(adjusted, double.NaN);
        double before = 0;
        int place = 0;
        foreach (
            int i in Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).OrderBy(i => values[i])
        )
            adjusted[i] = before = Math.Max(before, Math.Min(1, (values.Length - place++) * values[i]));
        return adjusted;
    }
}
