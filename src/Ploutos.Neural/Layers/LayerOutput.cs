using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Layers;

/// <summary>A layer's output in both orders: feature-major [N, M] for the next product, bar-major
/// [M, N] for the next weights' gradient.</summary>
internal sealed class LayerOutput(LayerContext context, int features, int guard = 0)
{
    /// <summary>[N, M].</summary>
    public FeatureMatrix Matrix { get; } = new(features, context.Capacity, guard);

    /// <summary>[M, <see cref="ByBarStride"/>]; padding is zero.</summary>
    public float[] ByBar { get; } = new float[context.Capacity * KernelSet.Align(features)];

    public int ByBarStride => KernelSet.Align(Matrix.Features);

    public Span<float> Row(int n) => Matrix.Row(n, context.Batch.Bars);

    /// <summary>Brings the bar-major copy of rows [from, to) up to date.</summary>
    public void Publish(int from, int to) =>
        context.Kernels.Transpose(Matrix.Data, Matrix.Stride, from, to, context.Batch.Bars, ByBar, ByBarStride);

    /// <summary>The same for the bars [barFrom, barTo) alone.</summary>
    public void Publish(int from, int to, int barFrom, int barTo) =>
        context.Kernels.Transpose(
            Matrix.Data[barFrom..],
            Matrix.Stride,
            from,
            to,
            barTo - barFrom,
            ByBar.AsSpan(barFrom * ByBarStride),
            ByBarStride
        );
}
