using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Layers;

/// <summary>A feature-major matrix [features, bars] with a fixed row stride and a guard of zeros
/// before and after, so that a row may be read a window to the left or right. What columns beyond
/// the batch's bars hold is of no consequence: no kernel mixes columns but the lag kernels, and
/// their coefficients are zero there.</summary>
internal sealed class FeatureMatrix
{
    // A row of 512 bytes or a multiple of it
    private const int Aliasing = 128;

    /// <param name="features">Rows.</param>
    /// <param name="capacity">Most bars.</param>
    /// <param name="guard">Zeros before and after.</param>
    /// <param name="onCacheLines">Every row begins on a cache line and never moves (<see cref="CacheLines"/>).
    /// For what lives as long as a training or a model.</param>
    public FeatureMatrix(int features, int capacity, int guard = 0, bool onCacheLines = false)
    {
        (Features, Stride, Start) = (features, StrideOf(capacity), KernelSet.Align(guard));
        int length = 2 * Start + features * Stride,
            first = 0;
        All = onCacheLines ? CacheLines.Allocate(length, out first) : new float[length];
        Start += first;
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

    /// <summary>Whole registers, and one more where columns would share few sets of a cache: a product reads
    /// down the rows.</summary>
    private static int StrideOf(int capacity)
    {
        int stride = KernelSet.Align(capacity);
        return stride % Aliasing == 0 ? stride + KernelSet.Alignment : stride;
    }
}
