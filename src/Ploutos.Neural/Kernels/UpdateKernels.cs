using System.Runtime.InteropServices;

namespace Ploutos.Neural.Kernels;

/// <summary>The coefficients of one AdamW step (Loshchilov and Hutter 2019), as PyTorch applies
/// them.</summary>
internal readonly record struct AdamCoefficients
{
    /// <summary>What gradients are multiplied by first (the clip).</summary>
    public required float GradientScale { get; init; }

    /// <summary>Decay of the first moment.</summary>
    public required float Beta1 { get; init; }

    /// <summary>Decay of the second moment.</summary>
    public required float Beta2 { get; init; }

    /// <summary>1 - learning rate * weight decay.</summary>
    public required float Keep { get; init; }

    /// <summary>learning rate / (1 - beta1^t).</summary>
    public required float StepSize { get; init; }

    /// <summary>1 / sqrt(1 - beta2^t).</summary>
    public required float InverseRootBias { get; init; }

    /// <summary>Added to the root of the second moment.</summary>
    public required float Epsilon { get; init; }
}

/// <summary>Kernels over the flat parameter buffer.</summary>
internal static class UpdateKernels
{
    /// <summary>p = keep p - step m / (sqrt(v) / sqrt(bias2) + eps), with the moments m and v
    /// brought up to date first.</summary>
    public static void AdamW<TVector>(
        Span<float> parameters,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        in AdamCoefficients c
    )
        where TVector : struct, ISimdVector<TVector>
    {
        int n = parameters.Length,
            whole = RowKernels.Whole<TVector>(n);
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients[..n]);
        ref float m = ref MemoryMarshal.GetReference(first[..n]);
        ref float v = ref MemoryMarshal.GetReference(second[..n]);
        AdamPart<TVector>(ref p, ref g, ref m, ref v, c, 0, whole);
        AdamPart<Lanes1>(ref p, ref g, ref m, ref v, c, whole, n);
    }

    private static void AdamPart<TVector>(
        ref float p,
        ref float g,
        ref float m,
        ref float v,
        in AdamCoefficients c,
        int start,
        int end
    )
        where TVector : struct, ISimdVector<TVector>
    {
        TVector clip = TVector.Create(c.GradientScale),
            beta2 = TVector.Create(c.Beta2),
            keep = TVector.Create(c.Keep);
        TVector oneMinusBeta1 = TVector.Create(1f - c.Beta1),
            oneMinusBeta2 = TVector.Create(1f - c.Beta2);
        TVector step = TVector.Create(c.StepSize),
            root = TVector.Create(c.InverseRootBias),
            eps = TVector.Create(c.Epsilon);
        for (int i = start; i < end; i += TVector.Count)
        {
            TVector gradient = TVector.Load(ref g, i) * clip;
            TVector mean = TVector.Load(ref m, i);
            mean = TVector.MultiplyAdd(gradient - mean, oneMinusBeta1, mean);
            TVector square = TVector.MultiplyAdd(gradient * gradient, oneMinusBeta2, TVector.Load(ref v, i) * beta2);
            TVector.Store(mean, ref m, i);
            TVector.Store(square, ref v, i);
            TVector denominator = TVector.MultiplyAdd(TVector.Sqrt(square), root, eps);
            TVector.Store(TVector.Load(ref p, i) * keep - step * mean / denominator, ref p, i);
        }
    }
}
