namespace Ploutos.Neural.Layers;

/// <summary>A layer's output in both orders: feature-major [N, M] for the next product, bar-major
/// [M, N] for the next weights' gradient.</summary>
internal sealed class LayerOutput(LayerContext context, int features, int guard = 0)
{
    private readonly FeatureMatrix _byBar = new(context.Capacity, features, onCacheLines: true);

    /// <summary>[N, M].</summary>
    public FeatureMatrix Matrix { get; } = context.Matrix(features, guard);

    /// <summary>[M, <see cref="ByBarStride"/>]; padding is zero.</summary>
    public Span<float> ByBar => _byBar.Data;

    public int ByBarStride => _byBar.Stride;

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
            ByBar[(barFrom * ByBarStride)..],
            ByBarStride
        );
}
