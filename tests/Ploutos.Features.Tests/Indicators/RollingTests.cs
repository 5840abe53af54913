using CsCheck;
using Ploutos.Features.Indicators;

namespace Ploutos.Features.Tests.Indicators;

/// <summary>The rolling kernels against loops that look at every value of every window.</summary>
public sealed class RollingTests
{
    private delegate void Kernel(ReadOnlySpan<double> x, int n, Span<double> y);

    // Few distinct values, so that ties and flat windows are common, and now and then a missing one.
    private static readonly Gen<double> Value = Gen.Frequency(
        (8, Gen.Double[-1e3, 1e3]),
        (4, Gen.Int[-2, 2].Select(i => i / 3.0)),
        (1, Gen.Const(double.NaN))
    );

    private static readonly Gen<(double[] X, int N)> Series = Gen.Select(Value.Array[0, 90], Gen.Int[2, 25]);

    [Fact]
    public void A_rolling_sum_equals_the_sum_of_each_window() => Equals(Rolling.Sum, w => w.Sum(), 1e-10);

    [Fact]
    public void A_rolling_mean_equals_the_mean_of_each_window() => Equals(Rolling.Mean, w => w.Average(), 1e-10);

    [Fact]
    public void A_rolling_minimum_is_the_smallest_value_of_each_window() => Equals(Rolling.Minimum, w => w.Min(), 0);

    [Fact]
    public void A_rolling_maximum_is_the_largest_value_of_each_window() => Equals(Rolling.Maximum, w => w.Max(), 0);

    [Fact]
    public void A_rolling_median_is_the_middle_of_each_sorted_window() => Equals(Rolling.Median, MiddleOfSorted, 0);

    [Fact]
    public void A_rolling_median_of_a_long_series_is_the_middle_of_each_sorted_window()
    {
        var random = new Random(1);
        double[] x = [.. Enumerable.Range(0, 9000).Select(_ => random.NextDouble())];
        foreach (int n in (int[])[2, 251, 252])
        {
            double[] y = Apply(Rolling.Median, x, n);
            for (int t = n - 1; t < x.Length; t += 97)
                Assert.Equal(MiddleOfSorted(x[(t - n + 1)..(t + 1)]), y[t]);
        }
    }

    [Fact]
    public void The_median_of_a_window_of_one_is_the_value_itself() =>
        Assert.Equal([3, double.NaN, 1], Apply(Rolling.Median, [3, double.NaN, 1], 1));

    [Fact]
    public void A_rolling_deviation_equals_the_two_pass_deviation_of_each_window() =>
        Equals(Rolling.StandardDeviation, TwoPassDeviation, 1e-9);

    [Fact]
    public void A_rolling_deviation_loses_no_digits_on_a_large_mean()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(t => 1e9 + t % 7)],
            small = [.. x.Select(v => v - 1e9)];
        double[] y = Apply(Rolling.StandardDeviation, x, 20),
            want = Apply(Rolling.StandardDeviation, small, 20);
        for (int t = 19; t < y.Length; t++)
            Assert.Equal(want[t], y[t], 1e-6);
    }

    [Fact]
    public void A_window_of_equal_values_deviates_by_exactly_nothing() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[2, 40])
            .Sample(
                (value, n) =>
                {
                    double[] x = [.. Enumerable.Range(0, 3).Select(i => value * i), .. Enumerable.Repeat(value, 2 * n)];
                    double[] y = Apply(Rolling.StandardDeviation, x, n);
                    return y[(n + 2)..].All(v => v == 0);
                }
            );

    [Fact]
    public void A_value_has_the_same_bits_whether_or_not_the_series_goes_on() =>
        Series.Sample(s =>
        {
            foreach (
                Kernel kernel in (Kernel[])[Rolling.Sum, Rolling.Minimum, Rolling.StandardDeviation, Rolling.Median]
            )
            {
                double[] whole = Apply(kernel, s.X, s.N),
                    half = Apply(kernel, s.X[..(s.X.Length / 2)], s.N);
                if (
                    !half.Select(BitConverter.DoubleToInt64Bits)
                        .SequenceEqual(whole[..half.Length].Select(BitConverter.DoubleToInt64Bits))
                )
                    return false;
            }

            return true;
        });

    [Fact]
    public void Exponential_and_Wilder_averages_follow_their_recursions_from_the_mean_of_the_first_values()
    {
        double[] x = [double.NaN, 1, 2, 6, 4, 8],
            ema = new double[6],
            wilder = new double[6];
        ExponentialAverage.Compute(x, 3, ema);
        WilderAverage.Compute(x, 3, wilder);
        Assert.Equal([double.NaN, double.NaN, double.NaN, 3, 3.5, 5.75], ema);
        Assert.Equal(
            [double.NaN, double.NaN, double.NaN, 3, (3.0 * 2 + 4) / 3, ((3.0 * 2 + 4) / 3 * 2 + 8) / 3],
            wilder
        );
    }

    [Fact]
    public void An_average_is_seeded_again_after_a_missing_value()
    {
        double[] x = [1, 2, 3, double.NaN, 10, 20],
            ema = new double[6],
            wilder = new double[6];
        ExponentialAverage.Compute(x, 2, ema);
        WilderAverage.Compute(x, 2, wilder);
        Assert.Equal([double.NaN, 1.5, 2.5, double.NaN, double.NaN, 15], ema);
        Assert.Equal([double.NaN, 1.5, 2.25, double.NaN, double.NaN, 15], wilder);
    }

    private static void Equals(Kernel kernel, Func<double[], double> naive, double tolerance) =>
        Series.Sample(s =>
        {
            double[] y = Apply(kernel, s.X, s.N);
            for (int t = 0; t < y.Length; t++)
            {
                double[] window = t < s.N - 1 ? [double.NaN] : s.X[(t - s.N + 1)..(t + 1)];
                double want = window.Any(double.IsNaN) ? double.NaN : naive(window);
                if (!(double.IsNaN(want) ? double.IsNaN(y[t]) : Math.Abs(y[t] - want) <= tolerance))
                    return false;
            }

            return true;
        });

    private static double[] Apply(Kernel kernel, double[] x, int n)
    {
        double[] y = new double[x.Length];
        kernel(x, n, y);
        return y;
    }

    private static double MiddleOfSorted(double[] window)
    {
        Array.Sort(window);
        int half = window.Length / 2;
        return window.Length % 2 == 1 ? window[half] : (window[half - 1] + window[half]) / 2;
    }

    private static double TwoPassDeviation(double[] window)
    {
        double mean = window.Average();
        return Math.Sqrt(window.Sum(v => (v - mean) * (v - mean)) / (window.Length - 1));
    }
}
