using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ploutos.Neural.Kernels;

/// <summary>A dropout of one row: element m is dropped where the draw of counter + m under the key
/// falls below the rate.</summary>
/// <param name="Rate">Probability of dropping, in [0, 1); 0 draws nothing.</param>
/// <param name="Counter">Counter of the row's first element.</param>
/// <param name="Key">Key of this layer at this step.</param>
internal readonly record struct RowDropout(float Rate, uint Counter, uint Key);

/// <summary>Element-wise kernels over one row (one feature of all bars of a batch). Each runs
/// whole registers first and the remainder one float at a time through the same formula, so that
/// nothing beyond the row's length is read or written. The loops of an inference are compiled at once
/// with all optimisations: code for 512-bit registers is not compiled ahead, and without optimisations
/// each operation on a register is a call.</summary>
internal static class RowKernels
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Whole<TVector>(int length)
        where TVector : struct, ISimdVector<TVector> => length - length % TVector.Count;

    /// <summary>Mean and biased variance, in two passes.</summary>
    public static (float Mean, float Variance) Moments<TVector>(ReadOnlySpan<float> row)
        where TVector : struct, ISimdVector<TVector>
    {
        ref float x = ref MemoryMarshal.GetReference(row);
        int whole = Whole<TVector>(row.Length);
        TVector sum = TVector.Zero;
        for (int m = 0; m < whole; m += TVector.Count)
            sum += TVector.Load(ref x, m);
        float total = TVector.Sum(sum);
        for (int m = whole; m < row.Length; m++)
            total += row[m];
        float mean = total / row.Length;

        TVector squares = TVector.Zero,
            centre = TVector.Create(mean);
        for (int m = 0; m < whole; m += TVector.Count)
        {
            TVector d = TVector.Load(ref x, m) - centre;
            squares = TVector.MultiplyAdd(d, d, squares);
        }

        float spread = TVector.Sum(squares);
        for (int m = whole; m < row.Length; m++)
            spread += (row[m] - mean) * (row[m] - mean);
        return (mean, spread / row.Length);
    }

    /// <summary>xhat = (z - mean) * rstd, in place over z.</summary>
    public static void Standardise<TVector>(Span<float> z, float mean, float rstd)
        where TVector : struct, ISimdVector<TVector>
    {
        int whole = Whole<TVector>(z.Length);
        StandardisePart<TVector>(ref MemoryMarshal.GetReference(z), 0, whole, mean, rstd);
        StandardisePart<Lanes1>(ref MemoryMarshal.GetReference(z), whole, z.Length, mean, rstd);
    }

    /// <summary>y = scale x + shift.</summary>
    public static void Affine<TVector>(ReadOnlySpan<float> x, float scale, float shift, Span<float> y)
        where TVector : struct, ISimdVector<TVector>
    {
        int whole = Whole<TVector>(x.Length);
        y = y[..x.Length];
        AffinePart<TVector>(
            ref MemoryMarshal.GetReference(x),
            scale,
            shift,
            ref MemoryMarshal.GetReference(y),
            0,
            whole
        );
        if (whole < x.Length)
            AffinePart<Lanes1>(
                ref MemoryMarshal.GetReference(x),
                scale,
                shift,
                ref MemoryMarshal.GetReference(y),
                whole,
                x.Length
            );
    }

    /// <summary>u = scale x + shift; value = act(u) mask / (1 - rate); derivative = act'(u)
    /// mask / (1 - rate): what a gradient at the value is multiplied by to give the gradient at
    /// u.</summary>
    public static void Activate<TVector, TActivation>(
        ReadOnlySpan<float> x,
        float scale,
        float shift,
        in RowDropout dropout,
        Span<float> value,
        Span<float> derivative
    )
        where TVector : struct, ISimdVector<TVector>
        where TActivation : struct, IActivationFunction
    {
        int whole = Whole<TVector>(x.Length);
        ref float source = ref MemoryMarshal.GetReference(x);
        ref float h = ref MemoryMarshal.GetReference(value[..x.Length]);
        ref float d = ref MemoryMarshal.GetReference(derivative[..x.Length]);
        ActivatePart<TVector, TActivation>(ref source, scale, shift, dropout, ref h, ref d, 0, whole);
        if (whole < x.Length)
            ActivatePart<Lanes1, TActivation>(ref source, scale, shift, dropout, ref h, ref d, whole, x.Length);
    }

    /// <summary>y = base + skip * mask * x / (1 - rate); factor = skip * mask / (1 - rate).</summary>
    public static void SkipDropout<TVector>(
        ReadOnlySpan<float> x,
        float bias,
        ReadOnlySpan<float> residual,
        float skip,
        in RowDropout dropout,
        Span<float> y,
        Span<float> factor
    )
        where TVector : struct, ISimdVector<TVector>
    {
        int whole = Whole<TVector>(x.Length);
        ref float source = ref MemoryMarshal.GetReference(x);
        ref float f = ref MemoryMarshal.GetReference(residual[..x.Length]);
        ref float target = ref MemoryMarshal.GetReference(y[..x.Length]);
        ref float k = ref MemoryMarshal.GetReference(factor[..x.Length]);
        SkipPart<TVector>(ref source, bias, ref f, skip, dropout, ref target, ref k, 0, whole);
        if (whole < x.Length)
            SkipPart<Lanes1>(ref source, bias, ref f, skip, dropout, ref target, ref k, whole, x.Length);
    }

    /// <summary>y = a * b.</summary>
    public static void Product<TVector>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TVector : struct, ISimdVector<TVector>
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float f = ref MemoryMarshal.GetReference(b[..a.Length]);
        ref float target = ref MemoryMarshal.GetReference(y[..a.Length]);
        int whole = Whole<TVector>(a.Length);
        for (int m = 0; m < whole; m += TVector.Count)
            TVector.Store(TVector.Load(ref x, m) * TVector.Load(ref f, m), ref target, m);
        for (int m = whole; m < a.Length; m++)
            y[m] = a[m] * b[m];
    }

    /// <summary>y += x.</summary>
    public static void Accumulate<TVector>(ReadOnlySpan<float> x, Span<float> y)
        where TVector : struct, ISimdVector<TVector>
    {
        ref float source = ref MemoryMarshal.GetReference(x);
        ref float target = ref MemoryMarshal.GetReference(y[..x.Length]);
        int whole = Whole<TVector>(x.Length);
        for (int m = 0; m < whole; m += TVector.Count)
            TVector.Store(TVector.Load(ref source, m) + TVector.Load(ref target, m), ref target, m);
        for (int m = whole; m < x.Length; m++)
            y[m] += x[m];
    }

    /// <summary>Sum of a row.</summary>
    public static float Sum<TVector>(ReadOnlySpan<float> row)
        where TVector : struct, ISimdVector<TVector>
    {
        ref float x = ref MemoryMarshal.GetReference(row);
        int whole = Whole<TVector>(row.Length);
        TVector sum = TVector.Zero;
        for (int m = 0; m < whole; m += TVector.Count)
            sum += TVector.Load(ref x, m);
        float total = TVector.Sum(sum);
        for (int m = whole; m < row.Length; m++)
            total += row[m];
        return total;
    }

    /// <summary>Sum of a * b.</summary>
    public static float Dot<TVector>(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        where TVector : struct, ISimdVector<TVector>
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b[..a.Length]);
        int whole = Whole<TVector>(a.Length);
        TVector sum = TVector.Zero;
        for (int m = 0; m < whole; m += TVector.Count)
            sum = TVector.MultiplyAdd(TVector.Load(ref x, m), TVector.Load(ref y, m), sum);
        float total = TVector.Sum(sum);
        for (int m = whole; m < a.Length; m++)
            total = MathF.FusedMultiplyAdd(a[m], b[m], total);
        return total;
    }

    private static void StandardisePart<TVector>(ref float z, int start, int end, float mean, float rstd)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector centre = TVector.Create(mean),
            scale = TVector.Create(rstd);
        for (int m = start; m < end; m += TVector.Count)
            TVector.Store((TVector.Load(ref z, m) - centre) * scale, ref z, m);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AffinePart<TVector>(ref float x, float scale, float shift, ref float y, int start, int end)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector a = TVector.Create(scale),
            b = TVector.Create(shift);
        for (int m = start; m < end; m += TVector.Count)
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref x, m), a, b), ref y, m);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ActivatePart<TVector, TActivation>(
        ref float x,
        float scale,
        float shift,
        in RowDropout dropout,
        ref float value,
        ref float derivative,
        int start,
        int end
    )
        where TVector : struct, ISimdVector<TVector>
        where TActivation : struct, IActivationFunction
    {
        TVector a = TVector.Create(scale),
            b = TVector.Create(shift),
            rate = TVector.Create(dropout.Rate);
        TVector kept = TVector.Create(1f / (1f - dropout.Rate));
        uint counter = dropout.Counter,
            key = dropout.Key;
        bool drops = dropout.Rate > 0f;
        for (int m = start; m < end; m += TVector.Count)
        {
            TActivation.Apply(TVector.MultiplyAdd(TVector.Load(ref x, m), a, b), out TVector h, out TVector d);
            if (drops)
            {
                TVector mask = TVector.SelectLess(TVector.Uniform(counter + (uint)m, key), rate, TVector.Zero, kept);
                h *= mask;
                d *= mask;
            }

            TVector.Store(h, ref value, m);
            TVector.Store(d, ref derivative, m);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SkipPart<TVector>(
        ref float x,
        float bias,
        ref float residual,
        float skip,
        in RowDropout dropout,
        ref float y,
        ref float factor,
        int start,
        int end
    )
        where TVector : struct, ISimdVector<TVector>
    {
        TVector b = TVector.Create(bias),
            rate = TVector.Create(dropout.Rate),
            kept = TVector.Create(skip / (1f - dropout.Rate));
        uint counter = dropout.Counter,
            key = dropout.Key;
        bool drops = dropout.Rate > 0f;
        for (int m = start; m < end; m += TVector.Count)
        {
            TVector k = drops
                ? TVector.SelectLess(TVector.Uniform(counter + (uint)m, key), rate, TVector.Zero, kept)
                : kept;
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref x, m) + b, k, TVector.Load(ref residual, m)), ref y, m);
            TVector.Store(k, ref factor, m);
        }
    }
}
