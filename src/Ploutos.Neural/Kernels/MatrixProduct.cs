using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>C[i, m] = sum over k of A(i, k) B[k, m], for rows i of a range and all columns m. A is
/// read one element at a time through two strides, so that a matrix and its transpose cost the
/// same; B and C are row-major with their columns in whole registers. Every element of C is one
/// chain of fused multiply-adds in the order of k, whatever the tile and whatever the range:
/// splitting the rows over threads does not change a bit.</summary>
internal static partial class MatrixProduct
{
    /// <param name="a">First element of A.</param>
    /// <param name="aRow">Distance in A from (i, k) to (i + 1, k).</param>
    /// <param name="aInner">Distance in A from (i, k) to (i, k + 1).</param>
    /// <param name="b">First element of B, [inner, columns].</param>
    /// <param name="bRow">Row stride of B.</param>
    /// <param name="c">First element of C, [rows, columns].</param>
    /// <param name="cRow">Row stride of C.</param>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">One past the last row to compute.</param>
    /// <param name="inner">Length of the sums.</param>
    /// <param name="columns">Number of columns, a multiple of the register width.</param>
    /// <param name="accumulate">Starts each sum at what C holds instead of at zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TVector>(
        ref float a,
        nint aRow,
        nint aInner,
        ref float b,
        nint bRow,
        ref float c,
        nint cRow,
        int rowStart,
        int rowEnd,
        int inner,
        int columns,
        bool accumulate
    )
        where TVector : struct, ISimdVector<TVector>
    {
        int width = TVector.Count;
        int m = 0;
        for (; m + 2 * width <= columns; m += 2 * width)
        {
            ref float bPanel = ref Unsafe.Add(ref b, m);
            ref float cPanel = ref Unsafe.Add(ref c, m);
            int i = rowStart;
            if (TVector.TileRows == 12)
            {
                for (; i + 12 <= rowEnd; i += 12)
                    Tile12<TVector>(
                        ref Unsafe.Add(ref a, i * aRow),
                        aRow,
                        aInner,
                        ref bPanel,
                        bRow,
                        ref Unsafe.Add(ref cPanel, i * cRow),
                        cRow,
                        inner,
                        accumulate
                    );
            }

            // What is left goes in sixes and fours: a single row keeps too few sums in flight to
            // fill the multipliers.
            while (rowEnd - i >= 12 || rowEnd - i is 6 or 7 or 10 or 11)
            {
                Tile6<TVector>(
                    ref Unsafe.Add(ref a, i * aRow),
                    aRow,
                    aInner,
                    ref bPanel,
                    bRow,
                    ref Unsafe.Add(ref cPanel, i * cRow),
                    cRow,
                    inner,
                    accumulate
                );
                i += 6;
            }

            for (; i + 4 <= rowEnd; i += 4)
                Tile4<TVector>(
                    ref Unsafe.Add(ref a, i * aRow),
                    aRow,
                    aInner,
                    ref bPanel,
                    bRow,
                    ref Unsafe.Add(ref cPanel, i * cRow),
                    cRow,
                    inner,
                    accumulate
                );
            for (; i < rowEnd; i++)
                Tile1<TVector>(
                    ref Unsafe.Add(ref a, i * aRow),
                    aInner,
                    ref bPanel,
                    bRow,
                    ref Unsafe.Add(ref cPanel, i * cRow),
                    inner,
                    accumulate
                );
        }

        for (; m < columns; m += width)
        {
            ref float bPanel = ref Unsafe.Add(ref b, m);
            ref float cPanel = ref Unsafe.Add(ref c, m);
            int i = rowStart;
            for (; i + 6 <= rowEnd; i += 6)
                TileNarrow6<TVector>(
                    ref Unsafe.Add(ref a, i * aRow),
                    aRow,
                    aInner,
                    ref bPanel,
                    bRow,
                    ref Unsafe.Add(ref cPanel, i * cRow),
                    cRow,
                    inner,
                    accumulate
                );
            for (; i < rowEnd; i++)
                TileNarrow1<TVector>(
                    ref Unsafe.Add(ref a, i * aRow),
                    aInner,
                    ref bPanel,
                    bRow,
                    ref Unsafe.Add(ref cPanel, i * cRow),
                    inner,
                    accumulate
                );
        }
    }
}
