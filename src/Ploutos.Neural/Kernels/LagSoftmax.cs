using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ploutos.Neural.Kernels;

/// <summary>Softmax over the lags of every bar, [L, M] with lags as rows, and its backward pass.</summary>
internal static class LagSoftmax
{
    /// <summary>Over the scores, in place: w[j, m] = softmax over j of (score[j, m] - slope j),
    /// where lag j exists for bar m only if
    /// <paramref name="age"/>[m] &gt;= j (age = bars before m in its own sequence); 0
    /// elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TVector>(
        Span<float> scores,
        int at,
        int stride,
        int lags,
        int columns,
        ReadOnlySpan<float> age,
        float slope
    )
        where TVector : struct, ISimdVector<TVector>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            at + (lags - 1) * stride + columns,
            scores.Length,
            nameof(scores)
        );
        ref float s = ref Unsafe.Add(ref MemoryMarshal.GetReference(scores), at);
        ref float ages = ref MemoryMarshal.GetReference(age[..columns]);
        TVector none = TVector.Create(float.MinValue),
            floor = TVector.Create(-86f);
        for (int m = 0; m < columns; m += TVector.Count)
        {
            TVector bar = TVector.Load(ref ages, m);
            TVector best = none;
            for (int j = 0; j < lags; j++)
            {
                nint o = (nint)j * stride + m;
                TVector biased = TVector.SelectLess(
                    bar,
                    TVector.Create(j),
                    none,
                    TVector.Load(ref s, o) - TVector.Create(slope * j)
                );
                TVector.Store(biased, ref s, o);
                best = TVector.Max(best, biased);
            }

            TVector total = TVector.Zero;
            for (int j = 0; j < lags; j++)
            {
                nint o = (nint)j * stride + m;
                TVector below = TVector.Load(ref s, o) - best;
                TVector e = TVector.SelectLess(below, floor, TVector.Zero, SimdMath.Exp(below));
                TVector.Store(e, ref s, o);
                total += e;
            }

            TVector inverse = TVector.Create(1f) / total;
            for (int j = 0; j < lags; j++)
            {
                nint o = (nint)j * stride + m;
                TVector.Store(TVector.Load(ref s, o) * inverse, ref s, o);
            }
        }
    }

    /// <summary>Over the weights' gradients, in place: ds[j] = w[j] (dw[j] - sum over i of w[i]
    /// dw[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TVector>(
        ReadOnlySpan<float> weights,
        Span<float> gradients,
        int at,
        int stride,
        int lags,
        int columns
    )
        where TVector : struct, ISimdVector<TVector>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            at + (lags - 1) * stride + columns,
            Math.Min(weights.Length, gradients.Length),
            nameof(gradients)
        );
        ref float w = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), at);
        ref float g = ref Unsafe.Add(ref MemoryMarshal.GetReference(gradients), at);
        for (int m = 0; m < columns; m += TVector.Count)
        {
            TVector mean = TVector.Zero;
            for (int j = 0; j < lags; j++)
            {
                nint o = (nint)j * stride + m;
                mean = TVector.MultiplyAdd(TVector.Load(ref w, o), TVector.Load(ref g, o), mean);
            }

            for (int j = 0; j < lags; j++)
            {
                nint o = (nint)j * stride + m;
                TVector.Store(TVector.Load(ref w, o) * (TVector.Load(ref g, o) - mean), ref g, o);
            }
        }
    }
}
