using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>An activation with its derivative, computed together because they share the costly
/// part.</summary>
internal interface IActivationFunction
{
    static abstract void Apply<TVector>(TVector u, out TVector value, out TVector derivative)
        where TVector : struct, ISimdVector<TVector>;
}

internal readonly struct GeluFunction : IActivationFunction
{
    /// <summary>u Phi(u), and Phi(u) + u phi(u).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector>(TVector u, out TVector value, out TVector derivative)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector half = TVector.Create(0.5f);
        TVector z = TVector.Abs(u) * TVector.Create(0.707106781f);
        TVector e = SimdMath.Exp(TVector.Zero - z * z);
        TVector tail = SimdMath.ComplementaryError(z, e) * half;
        TVector cdf = TVector.SelectLess(u, TVector.Zero, tail, TVector.Create(1f) - tail);
        value = u * cdf;
        derivative = TVector.MultiplyAdd(u * e, TVector.Create(0.398942280f), cdf);
    }
}

internal readonly struct TanhFunction : IActivationFunction
{
    /// <summary>tanh u, and 1 - tanh^2 u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector>(TVector u, out TVector value, out TVector derivative)
        where TVector : struct, ISimdVector<TVector>
    {
        value = SimdMath.Tanh(u);
        derivative = TVector.Create(1f) - value * value;
    }
}

internal readonly struct ReluFunction : IActivationFunction
{
    /// <summary>max(u, 0), and 1 where u is positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TVector>(TVector u, out TVector value, out TVector derivative)
        where TVector : struct, ISimdVector<TVector>
    {
        value = TVector.Max(u, TVector.Zero);
        derivative = TVector.SelectLess(TVector.Zero, u, TVector.Create(1f), TVector.Zero);
    }
}
