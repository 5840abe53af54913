using CsCheck;
using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Tests;

/// <summary>Every register width against plain double-precision formulas.</summary>
public sealed class KernelTests
{
    public static TheoryData<SimdLevel> Levels => [.. Enum.GetValues<SimdLevel>()];

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_matrix_product_equals_the_plain_triple_loop_for_any_shape_and_either_orientation(SimdLevel level) =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 3], Gen.Bool, Gen.Bool, Gen.Int[0, 1000])
            .Sample(
                (rows, inner, blocks, transposed, accumulate, seed) =>
                {
                    var random = new Random(seed);
                    int columns = 16 * blocks;
                    float[] a = Draw(random, rows * inner),
                        b = Draw(random, inner * columns),
                        c = Draw(random, rows * columns),
                        before = [.. c];
                    (int aRow, int aInner) = transposed ? (1, rows) : (inner, 1);
                    KernelSet
                        .For(level)
                        .Multiply(a, aRow, aInner, b, columns, c, columns, 0, rows, inner, columns, accumulate);
                    for (int i = 0; i < rows; i++)
                    {
                        for (int m = 0; m < columns; m++)
                        {
                            double expected = accumulate ? before[i * columns + m] : 0;
                            for (int k = 0; k < inner; k++)
                                expected += (double)a[i * aRow + k * aInner] * b[k * columns + m];
                            Assert.Equal(expected, c[i * columns + m], 1e-4);
                        }
                    }
                },
                iter: 60
            );

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_product_with_one_bar_has_the_bits_of_a_dot_product_a_row_for_any_shape(SimdLevel level) =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 70], Gen.Int[0, 5], Gen.Int[0, 1000])
            .Sample(
                (rows, inner, from, seed) =>
                {
                    var random = new Random(seed);
                    KernelSet kernels = KernelSet.For(level);
                    int stride = KernelSet.Align(inner),
                        whole = inner - inner % KernelSet.Alignment,
                        all = from + rows;
                    float[] w = Draw(random, all * stride),
                        x = Draw(random, inner),
                        b = Draw(random, all),
                        y = [.. Enumerable.Repeat(7f, rows + 1)],
                        last = new float[(inner - whole) * all];
                    for (int k = whole; k < inner; k++)
                        for (int n = 0; n < all; n++)
                            last[(k - whole) * all + n] = w[n * stride + k];
                    ReadOnlySpan<float> columns = last.Length == 0 ? default : last.AsSpan(from);
                    kernels.VectorProduct(w.AsSpan(from * stride), stride, columns, all, x, b.AsSpan(from), y);
                    for (int n = 0; n < rows; n++)
                        Assert.Equal(kernels.Dot(w.AsSpan((from + n) * stride, inner), x) + b[from + n], y[n]);
                    Assert.Equal(7f, y[rows]);
                },
                iter: 200
            );

    [Theory]
    [MemberData(nameof(Levels))]
    public void Activations_and_their_derivatives_are_exact_to_float_over_the_whole_line(SimdLevel level)
    {
        float[] x = [.. Enumerable.Range(-1200, 2401).Select(i => i / 100f)],
            value = new float[x.Length],
            derivative = new float[x.Length];
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            KernelSet.For(level).Activate(activation, x, 1f, 0f, default, value, derivative);
            for (int i = 0; i < x.Length; i++)
            {
                (double expected, double slope) = Exact(activation, x[i]);
                Assert.Equal(expected, value[i], 3e-7 * Math.Max(1, Math.Abs(expected)));
                Assert.Equal(slope, derivative[i], 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Dropout_draws_are_the_same_at_every_register_width(SimdLevel level)
    {
        float[] ones = [.. Enumerable.Repeat(1f, 77)],
            value = new float[77],
            derivative = new float[77],
            scalar = new float[77];
        var dropout = new RowDropout(0.4f, 3u << 16, 12345);
        KernelSet.For(SimdLevel.Scalar).Activate(Activation.Relu, ones, 1f, 0f, dropout, scalar, derivative);
        KernelSet.For(level).Activate(Activation.Relu, ones, 1f, 0f, dropout, value, derivative);
        Assert.Equal(scalar, value);
        Assert.Contains(0f, value);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_transposition_moves_every_element_and_touches_no_other(SimdLevel level) =>
        Gen.Select(Gen.Int[1, 21], Gen.Int[1, 21])
            .Sample(
                (rows, columns) =>
                {
                    float[] source = [.. Enumerable.Range(1, rows * columns).Select(i => (float)i)],
                        target = new float[columns * (rows + 3)];
                    KernelSet.For(level).Transpose(source, columns, 0, rows, columns, target, rows + 3);
                    for (int m = 0; m < columns; m++)
                        for (int n = 0; n < rows + 3; n++)
                            Assert.Equal(n < rows ? source[n * columns + m] : 0f, target[m * (rows + 3) + n]);
                },
                iter: 50
            );

    private static float[] Draw(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => 2f * random.NextSingle() - 1f)];

    private static (double Value, double Slope) Exact(Activation activation, double x)
    {
        switch (activation)
        {
            case Activation.Tanh:
                double y = Math.Tanh(x);
                return (y, 1 - y * y);
            case Activation.Relu:
                return (Math.Max(x, 0), x > 0 ? 1 : 0);
            default:
                // Phi by Simpson's rule on the density, from 0 to x.
                const int steps = 400;
                double sum = 0,
                    h = x / steps;
                for (int i = 0; i <= steps; i++)
                    sum +=
                        (
                            i is 0 or steps ? 1
                            : i % 2 == 1 ? 4
                            : 2
                        ) * Density(i * h);
                double cdf = 0.5 + sum * h / 3;
                return (x * cdf, cdf + x * Density(x));
        }
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
