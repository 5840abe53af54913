using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>The tile of 12 rows x 2 registers, for machines with 32 vector registers.</summary>
internal static partial class MatrixProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile12<TVector>(
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
        TVector c6a = TVector.Zero,
            c6b = TVector.Zero;
        TVector c7a = TVector.Zero,
            c7b = TVector.Zero;
        TVector c8a = TVector.Zero,
            c8b = TVector.Zero;
        TVector c9a = TVector.Zero,
            c9b = TVector.Zero;
        TVector c10a = TVector.Zero,
            c10b = TVector.Zero;
        TVector c11a = TVector.Zero,
            c11b = TVector.Zero;
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
            start = ref Unsafe.Add(ref start, cRow);
            c6a = TVector.Load(ref start, 0);
            c6b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c7a = TVector.Load(ref start, 0);
            c7b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c8a = TVector.Load(ref start, 0);
            c8b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c9a = TVector.Load(ref start, 0);
            c9b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c10a = TVector.Load(ref start, 0);
            c10b = TVector.Load(ref start, width);
            start = ref Unsafe.Add(ref start, cRow);
            c11a = TVector.Load(ref start, 0);
            c11b = TVector.Load(ref start, width);
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
            r = ref Unsafe.Add(ref r, aRow);
            TVector x6 = TVector.Create(r);
            c6a = TVector.MultiplyAdd(x6, ba, c6a);
            c6b = TVector.MultiplyAdd(x6, bb, c6b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x7 = TVector.Create(r);
            c7a = TVector.MultiplyAdd(x7, ba, c7a);
            c7b = TVector.MultiplyAdd(x7, bb, c7b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x8 = TVector.Create(r);
            c8a = TVector.MultiplyAdd(x8, ba, c8a);
            c8b = TVector.MultiplyAdd(x8, bb, c8b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x9 = TVector.Create(r);
            c9a = TVector.MultiplyAdd(x9, ba, c9a);
            c9b = TVector.MultiplyAdd(x9, bb, c9b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x10 = TVector.Create(r);
            c10a = TVector.MultiplyAdd(x10, ba, c10a);
            c10b = TVector.MultiplyAdd(x10, bb, c10b);
            r = ref Unsafe.Add(ref r, aRow);
            TVector x11 = TVector.Create(r);
            c11a = TVector.MultiplyAdd(x11, ba, c11a);
            c11b = TVector.MultiplyAdd(x11, bb, c11b);
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
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c6a, ref c, 0);
        TVector.Store(c6b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c7a, ref c, 0);
        TVector.Store(c7b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c8a, ref c, 0);
        TVector.Store(c8b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c9a, ref c, 0);
        TVector.Store(c9b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c10a, ref c, 0);
        TVector.Store(c10b, ref c, width);
        c = ref Unsafe.Add(ref c, cRow);
        TVector.Store(c11a, ref c, 0);
        TVector.Store(c11b, ref c, width);
    }
}
