using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Layers;

/// <summary>A feature-major matrix [features, bars] with a fixed row stride and a guard of zeros
/// before and after, so that a row may be read a window to the left or right. What columns beyond
/// the batch's bars hold is of no consequence: no kernel mixes columns but the lag kernels, and
/// their coefficients are zero there.</summary>
internal sealed class FeatureMatrix
{
    public FeatureMatrix(int features, int capacity, int guard = 0)
    {
        (Features, Stride, Start) = (features, KernelSet.Align(capacity), KernelSet.Align(guard));
        All = new float[Start + features * Stride + KernelSet.Align(guard)];
    }

    public int Features { get; }

    /// <summary>Distance from one feature's row to the next.</summary>
    public int Stride { get; }

    /// <summary>Offset of element [0, 0] in <see cref="All"/>.</summary>
    public int Start { get; }

    public float[] All { get; }

    /// <summary>From element [0, 0] on.</summary>
    public Span<float> Data => All.AsSpan(Start);

    public Span<float> Row(int feature, int bars) => All.AsSpan(Start + feature * Stride, bars);
}
