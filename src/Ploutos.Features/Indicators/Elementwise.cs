using System.Diagnostics;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Ploutos.Features.Indicators;

/// <summary>Operations on whole columns, value by value.</summary>
internal static class Elementwise
{
    /// <summary>Columns are padded with NaN to a multiple of this, so that no logarithm takes a
    /// scalar path that rounds differently.</summary>
    public const int Alignment = 8;

    /// <summary><c>y[t] = x[t] - x[t-k]</c>, NaN for the first k.</summary>
    public static void LagDifference(ReadOnlySpan<double> x, int k, Span<double> y)
    {
        k = Math.Min(k, x.Length);
        y[..k].Fill(double.NaN);
        TensorPrimitives.Subtract(x[k..], x[..^k], y[k..]);
    }

    /// <summary><c>y[t] = log(x[t] / past[t-k])</c>, NaN for the first k.</summary>
    public static void LogRatioToLag(ReadOnlySpan<double> x, ReadOnlySpan<double> past, int k, Span<double> y)
    {
        k = Math.Min(k, x.Length);
        y[..k].Fill(double.NaN);
        TensorPrimitives.Divide(x[k..], past[..^k], y[k..]);
        LogInPlace(y);
    }

    /// <summary><c>y[t] = log(a[t] / b[t])</c>.</summary>
    public static void LogRatio(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        TensorPrimitives.Divide(a, b, y);
        LogInPlace(y);
    }

    /// <summary>Natural logarithm of a padded column.</summary>
    public static void LogInPlace(Span<double> y)
    {
        Debug.Assert(y.Length % Alignment == 0, "the column is not padded");
        TensorPrimitives.Log(y, y);
    }

    /// <summary>a / b, and <paramref name="otherwise"/> where b is 0 (a window in which nothing
    /// moved) and a is known.</summary>
    public static double DivideOr(double a, double b, double otherwise) =>
        b == 0 ? (double.IsNaN(a) ? double.NaN : otherwise) : a / b;

    /// <summary><see cref="DivideOr(double, double, double)"/> for every t; <paramref name="y"/>
    /// may be <paramref name="a"/> or
    /// <paramref name="b"/>.</summary>
    public static void DivideOr(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double otherwise, Span<double> y)
    {
        for (int t = 0; t < y.Length; t++)
            y[t] = DivideOr(a[t], b[t], otherwise);
    }

    /// <summary>Makes infinities (the logarithm of a volume of zero, say) NaN: not a number that
    /// anything may be learnt from.</summary>
    public static void InfinityToNaN(Span<double> y)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(y);
        foreach (ref Vector<double> v in vectors)
            v += v - v;
        foreach (ref double v in y[(vectors.Length * Vector<double>.Count)..])
            v += v - v;
    }
}
