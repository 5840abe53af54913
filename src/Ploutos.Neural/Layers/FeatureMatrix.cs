using System.Runtime.InteropServices;
using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Layers;

/// <summary>A feature-major matrix [features, bars] with a fixed row stride and a guard of zeros
/// before and after, so that a row may be read a window to the left or right. What columns beyond
/// the batch's bars hold is of no consequence: no kernel mixes columns but the lag kernels, and
/// their coefficients are zero there.</summary>
internal sealed class FeatureMatrix
{
    private const int CacheLine = 64;

    /// <param name="features">Rows.</param>
    /// <param name="capacity">Most bars.</param>
    /// <param name="guard">Zeros before and after.</param>
    /// <param name="onCacheLines">Every row begins on a cache line and never moves: registers of 64 bytes are
    /// read in one piece, and threads with neighbouring rows do not write to one line. For what lives as long
    /// as a training.</param>
    public FeatureMatrix(int features, int capacity, int guard = 0, bool onCacheLines = false)
    {
        (Features, Stride, Start) = (features, KernelSet.Align(capacity), KernelSet.Align(guard));
        int length = 2 * Start + features * Stride;
        All = onCacheLines
            ? GC.AllocateArray<float>(length + CacheLine / sizeof(float), pinned: true)
            : new float[length];
        if (onCacheLines)
            Start += (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(All, 0) & (CacheLine - 1)) / sizeof(float);
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
