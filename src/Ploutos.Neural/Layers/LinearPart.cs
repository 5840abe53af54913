using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Layers;

/// <summary>
/// The products of a linear layer z = W h + b, for a range of rows at a time.
/// N = outputs, K = inputs, M = bars; W is [N, K], h is [K, M], z is [N, M].
/// </summary>
internal sealed class LinearPart(LayerContext context, string name)
{
    public ParameterTensor Weight { get; } = context.Parameters[name + ".weight"];

    public ParameterTensor Bias { get; } = context.Parameters[name + ".bias"];

    /// <summary>Multiply-adds of one row of the weights for one bar.</summary>
    public int WorkARow => Weight.Columns;

    public float BiasOf(int n) => context.Parameters.Values[Bias.Offset + n];

    /// <summary>z[n, m] = sum over k of W[n, k] h[k, m], without the bias, for rows n of the
    /// range.</summary>
    public void Forward(int from, int to, FeatureMatrix h, FeatureMatrix z)
    {
        long began = context.Profile?.BeginProduct() ?? 0;
        context.Kernels.Multiply(
            context.Values(Weight),
            Weight.RowStride,
            1,
            h.Data,
            h.Stride,
            z.Data,
            z.Stride,
            from,
            to,
            Weight.Columns,
            context.Batch.Columns
        );
        context.Profile?.EndProduct(began);
    }

    /// <summary>dh[k, m] = sum over n of W[n, k] dz[n, m], for rows k of the range.</summary>
    public void InputGradient(int from, int to, FeatureMatrix dz, FeatureMatrix dh) =>
        InputGradient(from, to, 0, Weight.Rows, dz, dh, accumulate: false);

    /// <summary>The same over the outputs [outputFrom, outputTo) alone, written or added.</summary>
    public void InputGradient(
        int from,
        int to,
        int outputFrom,
        int outputTo,
        FeatureMatrix dz,
        FeatureMatrix dh,
        bool accumulate
    )
    {
        long began = context.Profile?.BeginProduct() ?? 0;
        context.Kernels.Multiply(
            context.Values(Weight)[(outputFrom * Weight.RowStride)..],
            1,
            Weight.RowStride,
            dz.Data[(outputFrom * dz.Stride)..],
            dz.Stride,
            dh.Data,
            dh.Stride,
            from,
            to,
            outputTo - outputFrom,
            context.Batch.Columns,
            accumulate
        );
        context.Profile?.EndProduct(began);
    }

    /// <summary>dW[n, k] = sum over m of dz[n, m] h[k, m], for rows n of the range.</summary>
    public void WeightGradient(int from, int to, FeatureMatrix dz, LayerOutput h)
    {
        long began = context.Profile?.BeginProduct() ?? 0;
        context.Kernels.Multiply(
            dz.Data,
            dz.Stride,
            1,
            h.ByBar,
            h.ByBarStride,
            context.Gradient(Weight),
            Weight.RowStride,
            from,
            to,
            context.Batch.Bars,
            KernelSet.Align(Weight.Columns)
        );
        context.Profile?.EndProduct(began);
    }

    /// <summary>db[n] = sum over m of dz[n, m], for rows n of the range.</summary>
    public void BiasGradient(int from, int to, FeatureMatrix dz)
    {
        Span<float> gradient = context.Gradient(Bias);
        for (int n = from; n < to; n++)
            gradient[n] = context.Kernels.Sum(dz.Row(n, context.Batch.Bars));
    }

    /// <summary>Adds the bias to rows n of the range.</summary>
    public void AddBias(int from, int to, FeatureMatrix z)
    {
        for (int n = from; n < to; n++)
        {
            Span<float> row = z.Row(n, context.Batch.Bars);
            context.Kernels.Affine(row, 1f, BiasOf(n), row);
        }
    }
}
