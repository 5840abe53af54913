using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>The tiles of the product's last columns: rows x one register of C, held over the whole
/// sum.</summary>
internal static partial class MatrixProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TileNarrow6<TVector>(
        ref float a,
        nint aRow,
        nint aInner,
        ref float b,
        nint bRow,
        ref float c,
        nint cRow,
        int inner,
        bool accumulate
    )
        where TVector : struct, ISimdVector<TVector>
    {
        TVector c0 = TVector.Zero;
        TVector c1 = TVector.Zero;
        TVector c2 = TVector.Zero;
        TVector c3 = TVector.Zero;
        TVector c4 = TVector.Zero;
        TVector c5 = TVector.Zero;
        if (accumulate)
        {
            ref float start = ref c;
            c0 = TVector.Load(ref start, 0);
            start = ref Unsafe.Add(ref start, cRow);
            c1 = TVector.Load(ref start, 0);
            start = ref Unsafe.Add(ref start, cRow);
            c2 = TVector.Load(ref start, 0);
            start = ref Unsafe.Add(ref start, cRow);
            c3 = TVector.Load(ref start, 0);
            start = ref Unsafe.Add(ref start, cRow);
            c4 = TVector.Load(ref start, 0);
            start = ref Unsafe.Add(ref start, cRow);
            c5 = TVector.Load(ref start, 0);
        }

        for (int k = 0; k < inner; k++)
        {
            TVector y = TVector.Load(ref b, 0);
            ref float r = ref a;
            TVector x0 = TVector.Create(r);
            c0 = TVector.MultiplyAdd(x0, y, c0);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x1 = TVector.Create(r);
            c1 = TVector.MultiplyAdd(x1, y, c1);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x2 = TVector.Create(r);
            c2 = TVector.MultiplyAdd(x2, y, c2);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x3 = TVector.Create(r);
            c3 = TVector.MultiplyAdd(x3, y, c3);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x4 = TVector.Create(r);
            c4 = TVector.MultiplyAdd(x4, y, c4);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x5 = TVector.Create(r);
            c5 = TVector.MultiplyAdd(x5, y, c5);
            a = ref Unsafe.Add(ref a, aInner);
            b = ref Unsafe.Add(ref b, bRow);
        }

        TVector.Store(c0, ref c, 0);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c1, ref c, 0);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c2, ref c, 0);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c3, ref c, 0);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c4, ref c, 0);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c5, ref c, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TileNarrow1<TVector>(
        ref float a,
        nint aInner,
        ref float b,
        nint bRow,
        ref float c,
        int inner,
        bool accumulate
    )
        where TVector : struct, ISimdVector<TVector>
    {
        TVector c0 = TVector.Zero;
        if (accumulate)
        {
            c0 = TVector.Load(ref c, 0);
        }

        for (int k = 0; k < inner; k++)
        {
            TVector y = TVector.Load(ref b, 0);
            TVector x0 = TVector.Create(a);
            c0 = TVector.MultiplyAdd(x0, y, c0);
            a = ref Unsafe.Add(ref a, aInner);
            b = ref Unsafe.Add(ref b, bRow);
        }

        TVector.Store(c0, ref c, 0);
    }
}
