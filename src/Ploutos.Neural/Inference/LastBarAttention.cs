using Ploutos.Neural.Layers;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Inference;

/// <summary>Causal attention of the last bar of each window alone, and its gradient. Letters: B
/// windows, L bars, D stack width, H heads, e = D / H.</summary>
/// <param name="shape">The network's shape.</param>
/// <param name="capacity">Most windows of one run.</param>
internal sealed class LastBarAttention(NetworkShape shape, int capacity)
{
    private readonly float[] _weights = new float[capacity * shape.Heads * shape.Window]; // [B, H, L], by lag

    /// <summary>Queries, keys and values, [3 D, B L].</summary>
    public FeatureMatrix Projected { get; } = new(3 * shape.Width, capacity * shape.Window);

    /// <summary>Their gradient, [3 D, B L].</summary>
    public FeatureMatrix ProjectedGradient { get; } = new(3 * shape.Width, capacity * shape.Window);

    /// <summary>Values mixed by the weights, [D, B]; in the backward pass their gradient.</summary>
    public FeatureMatrix Mixed { get; } = new(shape.Width, capacity);

    /// <summary>Weights of a window by lag, the mean over the heads, [L].</summary>
    public void ByLag(int window, Span<double> weights)
    {
        for (int lag = 0; lag < shape.Window; lag++)
        {
            double sum = 0;
            for (int head = 0; head < shape.Heads; head++)
                sum += Weights(window, head)[lag];
            weights[lag] = sum / Math.Max(1, shape.Heads);
        }
    }

    /// <summary>The weights of bars whose content is alike, mean over heads, [L].</summary>
    public void PriorByLag(Span<double> weights)
    {
        weights[..shape.Window].Clear();
        for (int head = 0; head < shape.Heads; head++)
        {
            double sum = 0;
            for (int lag = 0; lag < shape.Window; lag++)
                sum += Math.Exp(-Slope(head) * lag);
            for (int lag = 0; lag < shape.Window; lag++)
                weights[lag] += Math.Exp(-Slope(head) * lag) / sum / shape.Heads;
        }
    }

    /// <summary>One head of a window: weights, and the mixed values.</summary>
    /// <param name="window">Which window.</param>
    /// <param name="head">Which head.</param>
    /// <param name="windows">B of this run.</param>
    public void Attend(int window, int head, int windows)
    {
        int e = shape.Width / shape.Heads,
            q = 3 * head * e,
            bar = LastBar(window),
            lags = shape.Window;
        ReadOnlySpan<float> all = Projected.Data;
        int stride = Projected.Stride;
        Span<float> weights = Weights(window, head);
        float scale = 1f / MathF.Sqrt(e),
            best = float.MinValue,
            total = 0;
        for (int lag = 0; lag < lags; lag++)
        {
            float score = 0;
            for (int d = 0; d < e; d++)
                score += all[(q + d) * stride + bar] * all[(q + e + d) * stride + bar - lag];
            weights[lag] = score * scale - Slope(head) * lag;
            best = Math.Max(best, weights[lag]);
        }

        for (int lag = 0; lag < lags; lag++)
            total += weights[lag] = MathF.Exp(weights[lag] - best);
        for (int lag = 0; lag < lags; lag++)
            weights[lag] /= total;
        for (int d = 0; d < e; d++)
        {
            float value = 0;
            for (int lag = 0; lag < lags; lag++)
                value += weights[lag] * all[(q + 2 * e + d) * stride + bar - lag];
            Mixed.Row(head * e + d, windows)[window] = value;
        }
    }

    /// <summary>The gradient at the projections by way of one head of a window, from that at the
    /// mixed values.</summary>
    /// <inheritdoc cref="Attend"/>
    public void AttendBackward(int window, int head, int windows)
    {
        int e = shape.Width / shape.Heads,
            q = 3 * head * e,
            bar = LastBar(window),
            lags = shape.Window,
            stride = Projected.Stride;
        ReadOnlySpan<float> all = Projected.Data,
            weights = Weights(window, head);
        Span<float> target = ProjectedGradient.Data;
        Span<float> scores = stackalloc float[lags];
        float scale = 1f / MathF.Sqrt(e),
            mean = 0;
        for (int d = 0; d < e; d++)
        {
            float gradient = shape.Skip * Mixed.Row(head * e + d, windows)[window];
            for (int lag = 0; lag < lags; lag++)
            {
                scores[lag] += gradient * all[(q + 2 * e + d) * stride + bar - lag];
                target[(q + 2 * e + d) * stride + bar - lag] = gradient * weights[lag];
            }
        }

        for (int lag = 0; lag < lags; lag++)
            mean += weights[lag] * scores[lag];
        for (int lag = 0; lag < lags; lag++)
            scores[lag] = scale * weights[lag] * (scores[lag] - mean);
        for (int d = 0; d < e; d++)
        {
            for (int lag = 0; lag < lags; lag++)
            {
                target[(q + d) * stride + bar] += scores[lag] * all[(q + e + d) * stride + bar - lag];
                target[(q + e + d) * stride + bar - lag] = scores[lag] * all[(q + d) * stride + bar];
            }
        }
    }

    private int LastBar(int window) => (window + 1) * shape.Window - 1;

    private Span<float> Weights(int window, int head) =>
        _weights.AsSpan((window * shape.Heads + head) * shape.Window, shape.Window);

    private float Slope(int head) => MathF.Pow(2f, -8f * (head + 1) / shape.Heads);
}
