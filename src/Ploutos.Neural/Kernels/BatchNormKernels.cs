using System.Runtime.InteropServices;

namespace Ploutos.Neural.Kernels;

/// <summary>The backward pass of batch normalisation over one row (Ioffe and Szegedy 2015).</summary>
internal static class BatchNormKernels
{
    /// <summary>Given dy = gradient * derivative (the gradient at gamma xhat + beta), writes the
    /// gradient at the layer's input over
    /// <paramref name="gradient"/>: gamma rstd (dy - mean(dy) - xhat mean(dy xhat)). Returns d
    /// gamma and d beta.</summary>
    public static (float Scale, float Shift) Backward<TVector>(
        Span<float> gradient,
        ReadOnlySpan<float> derivative,
        ReadOnlySpan<float> xhat,
        float gamma,
        float rstd
    )
        where TVector : struct, ISimdVector<TVector>
    {
        int n = gradient.Length,
            whole = RowKernels.Whole<TVector>(n);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        ref float d = ref MemoryMarshal.GetReference(derivative[..n]);
        ref float x = ref MemoryMarshal.GetReference(xhat[..n]);
        TVector shifts = TVector.Zero,
            scales = TVector.Zero;
        for (int m = 0; m < whole; m += TVector.Count)
        {
            TVector dy = TVector.Load(ref g, m) * TVector.Load(ref d, m);
            TVector.Store(dy, ref g, m);
            shifts += dy;
            scales = TVector.MultiplyAdd(dy, TVector.Load(ref x, m), scales);
        }

        float shift = TVector.Sum(shifts),
            scale = TVector.Sum(scales);
        for (int m = whole; m < n; m++)
        {
            gradient[m] *= derivative[m];
            shift += gradient[m];
            scale = MathF.FusedMultiplyAdd(gradient[m], xhat[m], scale);
        }

        float a = gamma * rstd,
            b = -a * scale / n,
            c = -a * shift / n;
        InputPart<TVector>(ref g, ref x, a, b, c, 0, whole);
        InputPart<Lanes1>(ref g, ref x, a, b, c, whole, n);
        return (scale, shift);
    }

    private static void InputPart<TVector>(ref float g, ref float xhat, float a, float b, float c, int start, int end)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector scale = TVector.Create(a),
            slope = TVector.Create(b),
            offset = TVector.Create(c);
        for (int m = start; m < end; m += TVector.Count)
        {
            TVector centred = TVector.MultiplyAdd(TVector.Load(ref xhat, m), slope, offset);
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref g, m), scale, centred), ref g, m);
        }
    }
}
