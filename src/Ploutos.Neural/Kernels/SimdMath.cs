using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>Elementary functions over registers, within a few units in the last place of float32.</summary>
internal static class SimdMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts, so that x - n ln 2 keeps its low bits (Cephes expf).
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x for x in [-87, 88]; arguments outside are clamped to that range. Relative error
    /// below 2e-7 (Cephes expf).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        x = TVector.Min(TVector.Max(x, TVector.Create(-87f)), TVector.Create(88f));
        TVector n = TVector.Round(x * TVector.Create(Log2E));
        TVector r = TVector.MultiplyAdd(n, TVector.Create(-Ln2High), x);
        r = TVector.MultiplyAdd(n, TVector.Create(-Ln2Low), r);
        TVector p = TVector.Create(1.9875691500e-4f);
        p = TVector.MultiplyAdd(p, r, TVector.Create(1.3981999507e-3f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(8.3334519073e-3f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(4.1665795894e-2f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(1.6666665459e-1f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(5.0000001201e-1f));
        p = TVector.MultiplyAdd(p, r * r, r + TVector.Create(1f));
        return p * TVector.PowerOfTwo(n);
    }

    /// <summary>The complementary error function of z &gt;= 0, given e^(-z^2). Relative error
    /// below 1e-7: t P(t) with t = 1 / (1 + 0.42 z) and P of degree 7 fitted to erfc(z) e^(z^2) on
    /// [0, 6.5], the form of Abramowitz and Stegun 7.1.26 with three more terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ComplementaryError<TVector>(TVector z, TVector expOfMinusSquare)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector t = TVector.Create(1f) / TVector.MultiplyAdd(z, TVector.Create(0.42f), TVector.Create(1f));
        TVector p = TVector.Create(0.0760065366f);
        p = TVector.MultiplyAdd(p, t, TVector.Create(-0.3450606201f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(0.4849748656f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(-0.173080124f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(0.2924277294f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(0.1871029212f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(0.2408974623f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(0.2367312459f));
        return p * t * expOfMinusSquare;
    }

    /// <summary>tanh x: an odd polynomial below 0.625 (Cephes tanhf), (1 - e) / (1 + e) with e =
    /// e^(-2|x|) above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector one = TVector.Create(1f);
        TVector size = TVector.Abs(x);
        TVector e = Exp(size * TVector.Create(-2f));
        TVector large = (one - e) / (one + e);
        large = TVector.SelectLess(x, TVector.Zero, TVector.Zero - large, large);
        TVector s = x * x;
        TVector p = TVector.Create(-5.70498872745e-3f);
        p = TVector.MultiplyAdd(p, s, TVector.Create(2.06390887954e-2f));
        p = TVector.MultiplyAdd(p, s, TVector.Create(-5.37397155531e-2f));
        p = TVector.MultiplyAdd(p, s, TVector.Create(1.33314422036e-1f));
        p = TVector.MultiplyAdd(p, s, TVector.Create(-3.33332819422e-1f));
        TVector small = TVector.MultiplyAdd(p * s, x, x);
        return TVector.SelectLess(size, TVector.Create(0.625f), small, large);
    }
}
