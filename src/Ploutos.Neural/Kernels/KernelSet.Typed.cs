using System.Runtime.InteropServices;

namespace Ploutos.Neural.Kernels;

/// <summary>The kernels at the width of <typeparamref name="TVector"/>.</summary>
internal sealed class KernelSet<TVector>(SimdLevel level) : KernelSet
    where TVector : struct, ISimdVector<TVector>
{
    public override SimdLevel Level => level;

    public override void Multiply(
        ReadOnlySpan<float> a,
        int aRow,
        int aInner,
        ReadOnlySpan<float> b,
        int bRow,
        Span<float> c,
        int cRow,
        int rowStart,
        int rowEnd,
        int inner,
        int columns,
        bool accumulate = false
    )
    {
        if (rowEnd <= rowStart)
            return;
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns % TVector.Count, 0, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
            (rowEnd - 1) * aRow + (inner - 1) * aInner,
            a.Length,
            nameof(a)
        );
        ArgumentOutOfRangeException.ThrowIfGreaterThan((inner - 1) * bRow + columns, b.Length, nameof(b));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((rowEnd - 1) * cRow + columns, c.Length, nameof(c));
        MatrixProduct.Multiply<TVector>(
            ref MemoryMarshal.GetReference(a),
            aRow,
            aInner,
            ref MemoryMarshal.GetReference(b),
            bRow,
            ref MemoryMarshal.GetReference(c),
            cRow,
            rowStart,
            rowEnd,
            inner,
            columns,
            accumulate
        );
    }

    public override (float Mean, float Variance) Moments(ReadOnlySpan<float> row) => RowKernels.Moments<TVector>(row);

    public override void Standardise(Span<float> z, float mean, float rstd) =>
        RowKernels.Standardise<TVector>(z, mean, rstd);

    public override void Affine(ReadOnlySpan<float> x, float scale, float shift, Span<float> y) =>
        RowKernels.Affine<TVector>(x, scale, shift, y);

    public override void Activate(
        Activation activation,
        ReadOnlySpan<float> x,
        float scale,
        float shift,
        in RowDropout dropout,
        Span<float> value,
        Span<float> derivative
    )
    {
        switch (activation)
        {
            case Activation.Gelu:
                RowKernels.Activate<TVector, GeluFunction>(x, scale, shift, dropout, value, derivative);
                break;
            case Activation.Tanh:
                RowKernels.Activate<TVector, TanhFunction>(x, scale, shift, dropout, value, derivative);
                break;
            case Activation.Relu:
                RowKernels.Activate<TVector, ReluFunction>(x, scale, shift, dropout, value, derivative);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "unknown activation");
        }
    }

    public override void SkipDropout(
        ReadOnlySpan<float> x,
        float bias,
        ReadOnlySpan<float> residual,
        float skip,
        in RowDropout dropout,
        Span<float> y,
        Span<float> factor
    ) => RowKernels.SkipDropout<TVector>(x, bias, residual, skip, dropout, y, factor);

    public override (float Scale, float Shift) BatchNormBackward(
        Span<float> gradient,
        ReadOnlySpan<float> derivative,
        ReadOnlySpan<float> xhat,
        float gamma,
        float rstd
    ) => BatchNormKernels.Backward<TVector>(gradient, derivative, xhat, gamma, rstd);

    public override void Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) =>
        RowKernels.Product<TVector>(a, b, y);

    public override void Accumulate(ReadOnlySpan<float> x, Span<float> y) => RowKernels.Accumulate<TVector>(x, y);

    public override float Sum(ReadOnlySpan<float> row) => RowKernels.Sum<TVector>(row);

    public override float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => RowKernels.Dot<TVector>(a, b);

    public override void VectorProduct(
        ReadOnlySpan<float> w,
        int stride,
        ReadOnlySpan<float> last,
        int lastStride,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> b,
        Span<float> y
    )
    {
        int rows = b.Length,
            left = x.Length % Alignment;
        if (rows == 0)
            return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((rows - 1) * stride + x.Length, w.Length, nameof(w));
        if (left > 0)
            ArgumentOutOfRangeException.ThrowIfGreaterThan((left - 1) * lastStride + rows, last.Length, nameof(last));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, y.Length, nameof(y));
        Kernels.VectorProduct.Apply<TVector>(
            ref MemoryMarshal.GetReference(w),
            stride,
            ref MemoryMarshal.GetReference(last),
            lastStride,
            ref MemoryMarshal.GetReference(x),
            ref MemoryMarshal.GetReference(b),
            ref MemoryMarshal.GetReference(y),
            rows,
            x.Length
        );
    }

    public override void Correlate(
        ReadOnlySpan<float> a,
        int aAt,
        ReadOnlySpan<float> b,
        int bAt,
        int stride,
        int features,
        Span<float> output,
        int outAt,
        int outStride,
        int lags,
        int columns,
        float scale
    ) =>
        LagKernels.Correlate<TVector>(a, aAt, b, bAt, stride, features, output, outAt, outStride, lags, columns, scale);

    public override void Mix(
        bool transposed,
        ReadOnlySpan<float> w,
        int wAt,
        int wStride,
        int lags,
        ReadOnlySpan<float> b,
        int bAt,
        int stride,
        int features,
        Span<float> output,
        int outAt,
        int columns,
        float scale
    ) =>
        LagKernels.Mix<TVector>(
            transposed,
            w,
            wAt,
            wStride,
            lags,
            b,
            bAt,
            stride,
            features,
            output,
            outAt,
            columns,
            scale
        );

    public override void LagSoftmaxForward(
        Span<float> scores,
        int at,
        int stride,
        int lags,
        int columns,
        ReadOnlySpan<float> age,
        float slope
    ) => LagSoftmax.Forward<TVector>(scores, at, stride, lags, columns, age, slope);

    public override void LagSoftmaxBackward(
        ReadOnlySpan<float> weights,
        Span<float> gradients,
        int at,
        int stride,
        int lags,
        int columns
    ) => LagSoftmax.Backward<TVector>(weights, gradients, at, stride, lags, columns);

    public override void Transpose(
        ReadOnlySpan<float> source,
        int sourceStride,
        int rowStart,
        int rowEnd,
        int columns,
        Span<float> target,
        int targetStride
    ) =>
        Transposition.Transpose(
            source,
            sourceStride,
            rowStart,
            rowEnd,
            columns,
            target,
            targetStride,
            simd: TVector.Count > 1
        );

    public override void AdamW(
        Span<float> parameters,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        in AdamCoefficients c
    ) => UpdateKernels.AdamW<TVector>(parameters, gradients, first, second, c);
}
