using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>y[n] = sum over k of W[n, k] x[k] + b[n], of one bar. Each sum has the operations and the order of
/// <see cref="RowKernels.Dot"/>: whole registers along k, then lane by lane, then what is left of k one by one.
/// Several rows are under way at once, since one row's sums wait for one another, and what is left of k is
/// read from columns, so that a register holds as many rows.</summary>
internal static class VectorProduct
{
    /// <summary>Rows of W at once.</summary>
    private const int Rows = 4;

    /// <param name="w">First element of W's first row.</param>
    /// <param name="stride">Row stride of W.</param>
    /// <param name="last">Element [0, first row] of the last inner % 16 columns of W, column after column.</param>
    /// <param name="lastStride">Distance from one of those columns to the next.</param>
    /// <param name="x">First element of x.</param>
    /// <param name="b">First element of b.</param>
    /// <param name="y">First element of y.</param>
    /// <param name="rows">Rows of W.</param>
    /// <param name="inner">Columns of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TVector>(
        ref float w,
        nint stride,
        ref float last,
        nint lastStride,
        ref float x,
        ref float b,
        ref float y,
        int rows,
        int inner
    )
        where TVector : struct, ISimdVector<TVector>
    {
        int whole = RowKernels.Whole<TVector>(inner),
            n = 0;
        for (; n + Rows <= rows; n += Rows)
            Four<TVector>(ref Unsafe.Add(ref w, n * stride), stride, ref x, ref Unsafe.Add(ref y, n), whole);
        for (; n < rows; n++)
            Unsafe.Add(ref y, n) = One<TVector>(ref Unsafe.Add(ref w, n * stride), ref x, whole);

        int left = inner - whole;
        ref float columns = ref Unsafe.Add(ref last, (inner % KernelSet.Alignment - left) * lastStride);
        int registers = RowKernels.Whole<TVector>(rows);
        ref float rest = ref Unsafe.Add(ref x, whole);
        Finish<TVector>(ref columns, lastStride, ref rest, ref b, ref y, 0, registers, left);
        if (registers < rows)
            Finish<Lanes1>(ref columns, lastStride, ref rest, ref b, ref y, registers, rows, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TVector>(ref float w, nint stride, ref float x, ref float y, int whole)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector s0 = TVector.Zero,
            s1 = TVector.Zero,
            s2 = TVector.Zero,
            s3 = TVector.Zero;
        ref float w1 = ref Unsafe.Add(ref w, stride);
        ref float w2 = ref Unsafe.Add(ref w1, stride);
        ref float w3 = ref Unsafe.Add(ref w2, stride);
        for (nint k = 0; k < whole; k += TVector.Count)
        {
            TVector v = TVector.Load(ref x, k);
            s0 = TVector.MultiplyAdd(TVector.Load(ref w, k), v, s0);
            s1 = TVector.MultiplyAdd(TVector.Load(ref w1, k), v, s1);
            s2 = TVector.MultiplyAdd(TVector.Load(ref w2, k), v, s2);
            s3 = TVector.MultiplyAdd(TVector.Load(ref w3, k), v, s3);
        }

        y = TVector.Sum(s0);
        Unsafe.Add(ref y, 1) = TVector.Sum(s1);
        Unsafe.Add(ref y, 2) = TVector.Sum(s2);
        Unsafe.Add(ref y, 3) = TVector.Sum(s3);
    }

    private static float One<TVector>(ref float w, ref float x, int whole)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector sum = TVector.Zero;
        for (nint k = 0; k < whole; k += TVector.Count)
            sum = TVector.MultiplyAdd(TVector.Load(ref w, k), TVector.Load(ref x, k), sum);
        return TVector.Sum(sum);
    }

    /// <summary>Adds what is left of k, and the bias, to the rows [start, end).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TVector>(
        ref float columns,
        nint stride,
        ref float x,
        ref float b,
        ref float y,
        int start,
        int end,
        int left
    )
        where TVector : struct, ISimdVector<TVector>
    {
        for (nint n = start; n < end; n += TVector.Count)
        {
            TVector sum = TVector.Load(ref y, n);
            for (nint k = 0; k < left; k++)
                sum = TVector.MultiplyAdd(
                    TVector.Load(ref columns, k * stride + n),
                    TVector.Create(Unsafe.Add(ref x, k)),
                    sum
                );
            TVector.Store(sum + TVector.Load(ref b, n), ref y, n);
        }
    }
}
