using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ploutos.Neural.Kernels;

/// <summary>The sums of windowed attention, one head at a time. Matrices are feature-major,
/// [features, bars], so that "the bar j days earlier" is the same row read j places to the left.
/// Rows are read up to a window before and after the bars asked for; the caller keeps a guard of
/// finite values there, whose coefficients are zero. D = features of the head, L = lags, M = bars
/// (in whole registers).</summary>
internal static class LagKernels
{
    /// <summary>out[j, m] = scale * sum over d of a[d, m] b[d, m - j].</summary>
    /// <param name="a">[D, stride], starting at <paramref name="aAt"/>.</param>
    /// <param name="aAt">Offset of a[0, 0].</param>
    /// <param name="b">[D, stride], starting at <paramref name="bAt"/>.</param>
    /// <param name="bAt">Offset of b[0, 0]; at least L - 1 places follow the start of the span.</param>
    /// <param name="stride">Row stride of a and b.</param>
    /// <param name="features">D.</param>
    /// <param name="output">[L, outStride].</param>
    /// <param name="outAt">Offset of out[0, 0].</param>
    /// <param name="outStride">Row stride of the output.</param>
    /// <param name="lags">L.</param>
    /// <param name="columns">M.</param>
    /// <param name="scale">Factor of the sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Correlate<TVector>(
        ReadOnlySpan<float> a,
        int aAt,
        ReadOnlySpan<float> b,
        int bAt,
        int stride,
        int features,
        Span<float> output,
        int outAt,
        int outStride,
        int lags,
        int columns,
        float scale
    )
        where TVector : struct, ISimdVector<TVector>
    {
        CheckReach(a.Length, aAt, stride, features, columns, 0, 0);
        CheckReach(b.Length, bAt, stride, features, columns, lags - 1, 0);
        CheckReach(output.Length, outAt, outStride, lags, columns, 0, 0);
        ref float aBase = ref Unsafe.Add(ref MemoryMarshal.GetReference(a), aAt);
        ref float bBase = ref Unsafe.Add(ref MemoryMarshal.GetReference(b), bAt);
        ref float oBase = ref Unsafe.Add(ref MemoryMarshal.GetReference(output), outAt);
        TVector factor = TVector.Create(scale);
        for (int m = 0; m < columns; m += TVector.Count)
        {
            int j = 0;
            for (; j + 4 <= lags; j += 4)
            {
                TVector s0 = TVector.Zero,
                    s1 = TVector.Zero,
                    s2 = TVector.Zero,
                    s3 = TVector.Zero;
                nint at = m;
                for (int d = 0; d < features; d++, at += stride)
                {
                    TVector x = TVector.Load(ref aBase, at);
                    s0 = TVector.MultiplyAdd(x, TVector.Load(ref bBase, at - j), s0);
                    s1 = TVector.MultiplyAdd(x, TVector.Load(ref bBase, at - j - 1), s1);
                    s2 = TVector.MultiplyAdd(x, TVector.Load(ref bBase, at - j - 2), s2);
                    s3 = TVector.MultiplyAdd(x, TVector.Load(ref bBase, at - j - 3), s3);
                }

                nint o = (nint)j * outStride + m;
                TVector.Store(s0 * factor, ref oBase, o);
                TVector.Store(s1 * factor, ref oBase, o + outStride);
                TVector.Store(s2 * factor, ref oBase, o + 2 * outStride);
                TVector.Store(s3 * factor, ref oBase, o + 3 * outStride);
            }

            for (; j < lags; j++)
            {
                TVector s = TVector.Zero;
                nint at = m;
                for (int d = 0; d < features; d++, at += stride)
                    s = TVector.MultiplyAdd(TVector.Load(ref aBase, at), TVector.Load(ref bBase, at - j), s);
                TVector.Store(s * factor, ref oBase, (nint)j * outStride + m);
            }
        }
    }

    /// <summary>Backward in time, out[d, m] = scale * sum over j of w[j, m] b[d, m - j]; or
    /// its transpose, forward in time, out[d, m] = scale * sum over j of w[j, m + j] b[d, m +
    /// j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mix<TVector>(
        bool transposed,
        ReadOnlySpan<float> w,
        int wAt,
        int wStride,
        int lags,
        ReadOnlySpan<float> b,
        int bAt,
        int stride,
        int features,
        Span<float> output,
        int outAt,
        int columns,
        float scale
    )
        where TVector : struct, ISimdVector<TVector>
    {
        int reach = lags - 1,
            step = transposed ? 1 : -1,
            wStep = wStride + (transposed ? 1 : 0);
        CheckReach(w.Length, wAt, wStride, lags, columns, 0, transposed ? reach : 0);
        CheckReach(b.Length, bAt, stride, features, columns, transposed ? 0 : reach, transposed ? reach : 0);
        CheckReach(output.Length, outAt, stride, features, columns, 0, 0);
        ref float wBase = ref Unsafe.Add(ref MemoryMarshal.GetReference(w), wAt);
        ref float bBase = ref Unsafe.Add(ref MemoryMarshal.GetReference(b), bAt);
        ref float oBase = ref Unsafe.Add(ref MemoryMarshal.GetReference(output), outAt);
        TVector factor = TVector.Create(scale);
        for (int m = 0; m < columns; m += TVector.Count)
        {
            int d = 0;
            for (; d + 4 <= features; d += 4)
            {
                TVector s0 = TVector.Zero,
                    s1 = TVector.Zero,
                    s2 = TVector.Zero,
                    s3 = TVector.Zero;
                nint row = (nint)d * stride + m,
                    at = row,
                    coefficient = m;
                for (int j = 0; j < lags; j++, at += step, coefficient += wStep)
                {
                    TVector c = TVector.Load(ref wBase, coefficient);
                    s0 = TVector.MultiplyAdd(c, TVector.Load(ref bBase, at), s0);
                    s1 = TVector.MultiplyAdd(c, TVector.Load(ref bBase, at + stride), s1);
                    s2 = TVector.MultiplyAdd(c, TVector.Load(ref bBase, at + 2 * stride), s2);
                    s3 = TVector.MultiplyAdd(c, TVector.Load(ref bBase, at + 3 * stride), s3);
                }

                TVector.Store(s0 * factor, ref oBase, row);
                TVector.Store(s1 * factor, ref oBase, row + stride);
                TVector.Store(s2 * factor, ref oBase, row + 2 * stride);
                TVector.Store(s3 * factor, ref oBase, row + 3 * stride);
            }

            for (; d < features; d++)
            {
                TVector s = TVector.Zero;
                nint row = (nint)d * stride + m,
                    at = row,
                    coefficient = m;
                for (int j = 0; j < lags; j++, at += step, coefficient += wStep)
                    s = TVector.MultiplyAdd(TVector.Load(ref wBase, coefficient), TVector.Load(ref bBase, at), s);
                TVector.Store(s * factor, ref oBase, row);
            }
        }
    }

    private static void CheckReach(int length, int at, int stride, int rows, int columns, int before, int after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at - before, 0, nameof(at));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            at + (rows - 1) * stride + columns + after,
            length,
            nameof(length)
        );
    }
}
