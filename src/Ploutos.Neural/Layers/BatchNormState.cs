using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Layers;

/// <summary>One batch normalisation: scale and shift, running statistics, and what the backward
/// pass needs of the forward one.</summary>
internal sealed class BatchNormState(LayerContext context, string name, int features)
{
    /// <summary>Added to the variance.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>Weight of the newest batch in the running statistics.</summary>
    public const float Momentum = 0.1f;

    private readonly ParameterTensor _scale = context.Parameters[name + ".weight"];
    private readonly ParameterTensor _shift = context.Parameters[name + ".bias"];
    private readonly int _mean = context.Parameters.StatisticsOffset(name + ".running_mean");
    private readonly int _variance = context.Parameters.StatisticsOffset(name + ".running_var");
    private readonly float[] _rstd = new float[features];

    public float Scale(int n) => context.Parameters.Values[_scale.Offset + n];

    public float Shift(int n) => context.Parameters.Values[_shift.Offset + n];

    /// <summary>Standardises a feature's row in place over the batch and moves the running
    /// statistics. <paramref name="bias"/> is a constant that the row lacks: it cancels in xhat but
    /// belongs to the running mean.</summary>
    public void Forward(int n, Span<float> row, float bias)
    {
        (float mean, float variance) = context.Kernels.Moments(row);
        float rstd = 1f / MathF.Sqrt(variance + Epsilon);
        _rstd[n] = rstd;
        context.Kernels.Standardise(row, mean, rstd);
        float[] running = context.Parameters.Running;
        running[_mean + n] += Momentum * (mean + bias - running[_mean + n]);
        float unbiased = variance * row.Length / Math.Max(1, row.Length - 1);
        running[_variance + n] += Momentum * (unbiased - running[_variance + n]);
    }

    /// <summary>Turns the gradient at the layer's activated output into the gradient at its input,
    /// in place.</summary>
    public void Backward(int n, Span<float> gradient, ReadOnlySpan<float> derivative, ReadOnlySpan<float> xhat)
    {
        (float scale, float shift) = context.Kernels.BatchNormBackward(gradient, derivative, xhat, Scale(n), _rstd[n]);
        context.Gradients[_scale.Offset + n] = scale;
        context.Gradients[_shift.Offset + n] = shift;
    }

    /// <summary>The scale's gradient alone, for a norm whose shift is a constant that the next
    /// batch norm removes: the shift's gradient is exactly zero.</summary>
    public void BackwardScale(int n, ReadOnlySpan<float> gradient, ReadOnlySpan<float> xhat) =>
        context.Gradients[_scale.Offset + n] = context.Kernels.Dot(gradient, xhat);
}
