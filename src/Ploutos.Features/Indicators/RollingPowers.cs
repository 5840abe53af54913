namespace Ploutos.Features.Indicators;

/// <summary>Skewness and kurtosis of a sliding window, by the scheme of
/// <see cref="RollingLine"/>.</summary>
internal static class RollingPowers
{
    /// <summary>Sample skewness as pandas has it: the adjusted Fisher-Pearson coefficient
    /// G1. NaN where the window is constant. Needs n of at least 3.</summary>
    public static void Skewness(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 3);
        double adjust = Math.Sqrt(n * (n - 1.0)) / (n - 2);
        Slide(x, n, y, (m2, m3, _) => m2 > 0 ? adjust * m3 / (m2 * Math.Sqrt(m2)) : double.NaN);
    }

    /// <summary>Sample excess kurtosis as pandas has it: G2, 0 for a normal distribution. NaN where
    /// the window is constant. Needs n of at least 4.</summary>
    public static void Kurtosis(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 4);
        double scale = (n - 1.0) / ((n - 2.0) * (n - 3.0));
        Slide(x, n, y, (m2, _, m4) => m2 > 0 ? scale * ((n + 1) * (m4 / (m2 * m2)) - 3.0 * (n - 1)) : double.NaN);
    }

    /// <summary>Writes a figure of the second, third and fourth central moment of each window.</summary>
    private static void Slide(
        ReadOnlySpan<double> x,
        int n,
        Span<double> y,
        Func<double, double, double, double> figure
    )
    {
        y[..Math.Min(n - 1, x.Length)].Fill(double.NaN);
        var tails = new Sums[n];
        for (int cut = n - 1; cut < x.Length; cut += n)
        {
            double c = x[cut];
            var run = default(Sums);
            tails[n - 1] = run;
            for (int j = n - 2; j >= 0; j--)
                tails[j] = run = run.And(x[cut - n + 1 + j] - c);
            run = default;
            int end = Math.Min(n, x.Length - cut);
            for (int j = 0; j < end; j++)
            {
                run = run.And(x[cut + j] - c);
                Sums all = run.Joined(tails[j]);
                double m = all.First / n,
                    second = all.Second / n,
                    third = all.Third / n,
                    m2 = second - m * m;
                y[cut + j] = double.IsNaN(m)
                    ? double.NaN
                    : figure(
                        Math.Max(0, m2),
                        third - m * (3 * second - 2 * m * m),
                        all.Fourth / n - m * (4 * third - m * (6 * second - 3 * m * m))
                    );
            }
        }
    }

    private readonly record struct Sums(double First, double Second, double Third, double Fourth)
    {
        public Sums And(double d) => new(First + d, Second + d * d, Third + d * d * d, Fourth + d * d * (d * d));

        public Sums Joined(in Sums other) =>
            new(First + other.First, Second + other.Second, Third + other.Third, Fourth + other.Fourth);
    }
}
