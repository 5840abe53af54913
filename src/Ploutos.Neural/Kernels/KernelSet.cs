using System.Runtime.Intrinsics;

namespace Ploutos.Neural.Kernels;

/// <summary>All kernels at one register width. Every width is listed in <see cref="For"/>, can be
/// forced by the environment variable
/// <c>PLOUTOS_SIMD</c> (Scalar, Vector128, Vector256, Vector512), and runs under the same
/// tests.</summary>
internal abstract class KernelSet
{
    private static KernelSet? s_best;

    /// <summary>Every buffer's row stride is a multiple of this, so that any width reads whole
    /// registers.</summary>
    public const int Alignment = 16;

    public abstract SimdLevel Level { get; }

    /// <summary>The widest set this machine runs in hardware, or the one that PLOUTOS_SIMD names.</summary>
    public static KernelSet Best => s_best ??= For(Chosen());

    public static KernelSet For(SimdLevel level) =>
        level switch
        {
            SimdLevel.Scalar => new KernelSet<Lanes1>(level),
            SimdLevel.Vector128 => new KernelSet<Lanes4>(level),
            SimdLevel.Vector256 => new KernelSet<Lanes8>(level),
            SimdLevel.Vector512 => new KernelSet<Lanes16>(level),
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "unknown SIMD level"),
        };

    public static int Align(int length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <inheritdoc cref="MatrixProduct.Multiply"/>
    public abstract void Multiply(
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
    );

    public abstract (float Mean, float Variance) Moments(ReadOnlySpan<float> row);

    public abstract void Standardise(Span<float> z, float mean, float rstd);

    public abstract void Affine(ReadOnlySpan<float> x, float scale, float shift, Span<float> y);

    public abstract void Activate(
        Activation activation,
        ReadOnlySpan<float> x,
        float scale,
        float shift,
        in RowDropout dropout,
        Span<float> value,
        Span<float> derivative
    );

    public abstract void SkipDropout(
        ReadOnlySpan<float> x,
        float bias,
        ReadOnlySpan<float> residual,
        float skip,
        in RowDropout dropout,
        Span<float> y,
        Span<float> factor
    );

    public abstract (float Scale, float Shift) BatchNormBackward(
        Span<float> gradient,
        ReadOnlySpan<float> derivative,
        ReadOnlySpan<float> xhat,
        float gamma,
        float rstd
    );

    public abstract void Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y);

    public abstract void Accumulate(ReadOnlySpan<float> x, Span<float> y);

    public abstract float Sum(ReadOnlySpan<float> row);

    public abstract float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b);

    /// <summary>y[n] = sum over k of W[n, k] x[k] + b[n], to the bits of <see cref="Dot"/> of each row.</summary>
    /// <param name="w">W from its first row on.</param>
    /// <param name="stride">Row stride of W.</param>
    /// <param name="last">The last x.Length % 16 columns of W from its first row on, column after column.</param>
    /// <param name="lastStride">Distance from one of those columns to the next.</param>
    /// <param name="x">The input.</param>
    /// <param name="b">One a row.</param>
    /// <param name="y">Takes one a row of b.</param>
    public abstract void VectorProduct(
        ReadOnlySpan<float> w,
        int stride,
        ReadOnlySpan<float> last,
        int lastStride,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> b,
        Span<float> y
    );

    public abstract void Correlate(
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
    );

    public abstract void Mix(
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
    );

    public abstract void LagSoftmaxForward(
        Span<float> scores,
        int at,
        int stride,
        int lags,
        int columns,
        ReadOnlySpan<float> age,
        float slope
    );

    public abstract void LagSoftmaxBackward(
        ReadOnlySpan<float> weights,
        Span<float> gradients,
        int at,
        int stride,
        int lags,
        int columns
    );

    public abstract void Transpose(
        ReadOnlySpan<float> source,
        int sourceStride,
        int rowStart,
        int rowEnd,
        int columns,
        Span<float> target,
        int targetStride
    );

    public abstract void AdamW(
        Span<float> parameters,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        in AdamCoefficients c
    );

    private static SimdLevel Chosen()
    {
        string? forced = Environment.GetEnvironmentVariable("PLOUTOS_SIMD");
        if (string.IsNullOrEmpty(forced))
        {
            return Vector512.IsHardwareAccelerated ? SimdLevel.Vector512
                : Vector256.IsHardwareAccelerated ? SimdLevel.Vector256
                : Vector128.IsHardwareAccelerated ? SimdLevel.Vector128
                : SimdLevel.Scalar;
        }

        return Enum.TryParse(forced, ignoreCase: true, out SimdLevel level) && Enum.IsDefined(level)
            ? level
            : throw new ArgumentException(
                $"PLOUTOS_SIMD must be one of {string.Join(", ", Enum.GetNames<SimdLevel>())}, but got '{forced}'."
            );
    }
}
