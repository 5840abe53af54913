using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Ploutos.Neural.Kernels;

/// <summary>Transposes rows of a feature-major matrix into the columns of a bar-major one, four by
/// four.</summary>
internal static class Transposition
{
    /// <summary>target[m, n] = source[n, m] for rows n of the range and all columns m.</summary>
    /// <param name="source">[features, sourceStride].</param>
    /// <param name="sourceStride">Row stride of the source.</param>
    /// <param name="rowStart">First feature.</param>
    /// <param name="rowEnd">One past the last feature.</param>
    /// <param name="columns">Number of bars.</param>
    /// <param name="target">[bars, targetStride].</param>
    /// <param name="targetStride">Row stride of the target.</param>
    /// <param name="simd">False runs the plain loop everywhere (the scalar reference).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(
        ReadOnlySpan<float> source,
        int sourceStride,
        int rowStart,
        int rowEnd,
        int columns,
        Span<float> target,
        int targetStride,
        bool simd
    )
    {
        if (rowEnd <= rowStart || columns <= 0)
            return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            (rowEnd - 1) * sourceStride + columns,
            source.Length,
            nameof(source)
        );
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            (columns - 1) * targetStride + rowEnd,
            target.Length,
            nameof(target)
        );
        int n = rowStart;
        if (simd && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            ref float s = ref MemoryMarshal.GetReference(source);
            ref float t = ref MemoryMarshal.GetReference(target);
            int whole = columns - columns % 4;
            for (; n + 4 <= rowEnd; n += 4)
            {
                ref float row = ref Unsafe.Add(ref s, (nint)n * sourceStride);
                ref float column = ref Unsafe.Add(ref t, n);
                for (int m = 0; m < whole; m += 4)
                {
                    Vector128<float> a = Vector128.LoadUnsafe(ref Unsafe.Add(ref row, m));
                    Vector128<float> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref row, m + sourceStride));
                    Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref row, m + 2 * sourceStride));
                    Vector128<float> d = Vector128.LoadUnsafe(ref Unsafe.Add(ref row, m + 3 * sourceStride));
                    Vector128<float> ab = Low(a, c),
                        cd = Low(b, d),
                        abHigh = High(a, c),
                        cdHigh = High(b, d);
                    ref float to = ref Unsafe.Add(ref column, (nint)m * targetStride);
                    Low(ab, cd).StoreUnsafe(ref to);
                    High(ab, cd).StoreUnsafe(ref Unsafe.Add(ref to, targetStride));
                    Low(abHigh, cdHigh).StoreUnsafe(ref Unsafe.Add(ref to, 2 * targetStride));
                    High(abHigh, cdHigh).StoreUnsafe(ref Unsafe.Add(ref to, 3 * targetStride));
                }

                for (int m = whole; m < columns; m++)
                    for (int i = 0; i < 4; i++)
                        target[m * targetStride + n + i] = source[(n + i) * sourceStride + m];
            }
        }

        for (; n < rowEnd; n++)
            for (int m = 0; m < columns; m++)
                target[m * targetStride + n] = source[n * sourceStride + m];
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
