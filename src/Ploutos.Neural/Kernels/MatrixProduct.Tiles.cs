using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>The register tiles of the product: rows x two registers of C, held over the whole
/// sum.</summary>
internal static partial class MatrixProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6<TVector>(
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
        nint width = TVector.Count;
        TVector c0a = TVector.Zero,
            c0b = TVector.Zero;
        TVector c1a = TVector.Zero,
            c1b = TVector.Zero;
        TVector c2a = TVector.Zero,
            c2b = TVector.Zero;
        TVector c3a = TVector.Zero,
            c3b = TVector.Zero;
        TVector c4a = TVector.Zero,
            c4b = TVector.Zero;
        TVector c5a = TVector.Zero,
            c5b = TVector.Zero;
        if (accumulate)
        {
            ref float start = ref c;
            c0a = TVector.Load(ref start, 0);
            c0b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c1a = TVector.Load(ref start, 0);
            c1b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c2a = TVector.Load(ref start, 0);
            c2b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c3a = TVector.Load(ref start, 0);
            c3b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c4a = TVector.Load(ref start, 0);
            c4b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c5a = TVector.Load(ref start, 0);
            c5b = TVector.Load(ref start, width);
        }

        for (int k = 0; k < inner; k++)
        {
            TVector ba = TVector.Load(ref b, 0);
            TVector bb = TVector.Load(ref b, width);
            ref float r = ref a;
            TVector x0 = TVector.Create(r);
            c0a = TVector.MultiplyAdd(x0, ba, c0a);
            c0b = TVector.MultiplyAdd(x0, bb, c0b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x1 = TVector.Create(r);
            c1a = TVector.MultiplyAdd(x1, ba, c1a);
            c1b = TVector.MultiplyAdd(x1, bb, c1b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x2 = TVector.Create(r);
            c2a = TVector.MultiplyAdd(x2, ba, c2a);
            c2b = TVector.MultiplyAdd(x2, bb, c2b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x3 = TVector.Create(r);
            c3a = TVector.MultiplyAdd(x3, ba, c3a);
            c3b = TVector.MultiplyAdd(x3, bb, c3b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x4 = TVector.Create(r);
            c4a = TVector.MultiplyAdd(x4, ba, c4a);
            c4b = TVector.MultiplyAdd(x4, bb, c4b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x5 = TVector.Create(r);
            c5a = TVector.MultiplyAdd(x5, ba, c5a);
            c5b = TVector.MultiplyAdd(x5, bb, c5b);
            a = ref Unsafe.Add(ref a, aInner);
            b = ref Unsafe.Add(ref b, bRow);
        }

        TVector.Store(c0a, ref c, 0);
        TVector.Store(c0b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c1a, ref c, 0);
        TVector.Store(c1b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c2a, ref c, 0);
        TVector.Store(c2b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c3a, ref c, 0);
        TVector.Store(c3b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c4a, ref c, 0);
        TVector.Store(c4b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c5a, ref c, 0);
        TVector.Store(c5b, ref c, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4<TVector>(
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
        nint width = TVector.Count;
        TVector c0a = TVector.Zero,
            c0b = TVector.Zero;
        TVector c1a = TVector.Zero,
            c1b = TVector.Zero;
        TVector c2a = TVector.Zero,
            c2b = TVector.Zero;
        TVector c3a = TVector.Zero,
            c3b = TVector.Zero;
        if (accumulate)
        {
            ref float start = ref c;
            c0a = TVector.Load(ref start, 0);
            c0b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c1a = TVector.Load(ref start, 0);
            c1b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c2a = TVector.Load(ref start, 0);
            c2b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c3a = TVector.Load(ref start, 0);
            c3b = TVector.Load(ref start, width);
        }

        for (int k = 0; k < inner; k++)
        {
            TVector ba = TVector.Load(ref b, 0);
            TVector bb = TVector.Load(ref b, width);
            ref float r = ref a;
            TVector x0 = TVector.Create(r);
            c0a = TVector.MultiplyAdd(x0, ba, c0a);
            c0b = TVector.MultiplyAdd(x0, bb, c0b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x1 = TVector.Create(r);
            c1a = TVector.MultiplyAdd(x1, ba, c1a);
            c1b = TVector.MultiplyAdd(x1, bb, c1b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x2 = TVector.Create(r);
            c2a = TVector.MultiplyAdd(x2, ba, c2a);
            c2b = TVector.MultiplyAdd(x2, bb, c2b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x3 = TVector.Create(r);
            c3a = TVector.MultiplyAdd(x3, ba, c3a);
            c3b = TVector.MultiplyAdd(x3, bb, c3b);
            a = ref Unsafe.Add(ref a, aInner);
            b = ref Unsafe.Add(ref b, bRow);
        }

        TVector.Store(c0a, ref c, 0);
        TVector.Store(c0b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c1a, ref c, 0);
        TVector.Store(c1b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c2a, ref c, 0);
        TVector.Store(c2b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c3a, ref c, 0);
        TVector.Store(c3b, ref c, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1<TVector>(
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
        nint width = TVector.Count;
        TVector c0a = TVector.Zero,
            c0b = TVector.Zero;
        if (accumulate)
        {
            c0a = TVector.Load(ref c, 0);
            c0b = TVector.Load(ref c, width);
        }

        for (int k = 0; k < inner; k++)
        {
            TVector ba = TVector.Load(ref b, 0);
            TVector bb = TVector.Load(ref b, width);
            TVector x0 = TVector.Create(a);
            c0a = TVector.MultiplyAdd(x0, ba, c0a);
            c0b = TVector.MultiplyAdd(x0, bb, c0b);
            a = ref Unsafe.Add(ref a, aInner);
            b = ref Unsafe.Add(ref b, bRow);
        }

        TVector.Store(c0a, ref c, 0);
        TVector.Store(c0b, ref c, width);
    }
}
