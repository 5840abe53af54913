using Ploutos.Neural.Inference;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Layers;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural;

/// <summary>A trained network for prediction: batch norms are folded into the linear layers beside
/// them, dropout is off. Holds buffers of its own: one instance serves one thread at a time;
/// <see cref="Share"/> gives another thread its own.</summary>
public sealed class InferenceNetwork
{
    private readonly KernelSet _kernels;
    private readonly FoldedLinear[] _layers;
    private readonly SingleBar _single;
    private readonly FeatureMatrix _input;
    private readonly FeatureMatrix[] _stack;
    private readonly FeatureMatrix _projected;
    private readonly FeatureMatrix _mixed;
    private readonly FeatureMatrix _joined;
    private readonly FeatureMatrix _hidden;
    private readonly FeatureMatrix _logits;
    private readonly float[] _unused;
    private readonly float[] _weights;
    private readonly BatchShape _batch = new();

    /// <summary>Folds the parameters; later changes to them are not seen.</summary>
    /// <param name="parameters">A trained network.</param>
    /// <param name="capacity">Most bars of one call, B T.</param>
    /// <param name="level">Register width; null for the widest that the machine has.</param>
    public InferenceNetwork(NetworkParameters parameters, int capacity, SimdLevel? level = null)
        : this(
            FoldedLinear.Fold(parameters),
            parameters.Shape,
            capacity,
            level is { } l ? KernelSet.For(l) : KernelSet.Best
        )
    { }

    private InferenceNetwork(FoldedLinear[] layers, NetworkShape shape, int capacity, KernelSet kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_layers, Shape, Capacity, _kernels) = (layers, shape, capacity, kernels);
        _single = new SingleBar(shape, layers, kernels);
        _input = new FeatureMatrix(shape.Inputs, capacity, onCacheLines: true);
        _stack = [.. shape.Stack.Select(width => new FeatureMatrix(width, capacity, onCacheLines: true))];
        _projected = new FeatureMatrix(3 * shape.Width, capacity, shape.Window, onCacheLines: true);
        _mixed = new FeatureMatrix(shape.Width, capacity, onCacheLines: true);
        _joined = new FeatureMatrix(shape.Width, capacity, onCacheLines: true);
        _hidden = new FeatureMatrix(shape.ClassifierWidth, capacity, onCacheLines: true);
        _logits = new FeatureMatrix(NetworkShape.Classes, capacity, onCacheLines: true);
        _unused = new float[capacity];
        _weights = new float[shape.Window * _projected.Stride];
    }

    /// <summary>The network's shape.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Most bars of one call.</summary>
    public int Capacity { get; }

    /// <summary>A network over the same folded weights with buffers of its own.</summary>
    public InferenceNetwork Share() => new(_layers, Shape, Capacity, _kernels);

    /// <summary>Logits of B sequences of T bars.</summary>
    /// <param name="inputs">[B T, F], bar by bar.</param>
    /// <param name="sequences">B.</param>
    /// <param name="length">T.</param>
    /// <param name="logits0">Logits of class 0, [B T].</param>
    /// <param name="logits1">Logits of class 1, [B T].</param>
    public void Run(ReadOnlySpan<float> inputs, int sequences, int length, Span<float> logits0, Span<float> logits1)
    {
        int bars = sequences * length,
            depth = Shape.Stack.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bars, Capacity, nameof(sequences));
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, bars * Shape.Inputs, nameof(inputs));
        if (bars == 1)
        {
            (logits0[0], logits1[0]) = _single.Run(inputs);
            return;
        }

        _batch.Set(sequences, length);
        _kernels.Transpose(inputs, Shape.Inputs, 0, bars, Shape.Inputs, _input.Data, _input.Stride);
        for (int i = 0; i < depth; i++)
            Activated(_layers[i], i == 0 ? _input : _stack[i - 1], _stack[i]);
        Activated(_layers[^2], Shape.HasAttention ? Join() : _stack[^1], _hidden);
        Product(_layers[^1], _hidden, _logits, 0, NetworkShape.Classes);
        _kernels.Affine(_logits.Row(0, bars), 1f, _layers[^1].Bias[0], logits0);
        _kernels.Affine(_logits.Row(1, bars), 1f, _layers[^1].Bias[1], logits1);
    }

    /// <summary>g = f + skip out(attention(f)).</summary>
    private FeatureMatrix Join()
    {
        int bars = _batch.Bars,
            depth = Shape.Stack.Length;
        Attend(_stack[^1], _layers[depth]);
        FoldedLinear output = _layers[depth + 1];
        Product(output, _mixed, _joined, 0, output.Outputs);
        for (int n = 0; n < Shape.Width; n++)
            _kernels.SkipDropout(
                _joined.Row(n, bars),
                output.Bias[n],
                _stack[^1].Row(n, bars),
                Shape.Skip,
                default,
                _joined.Row(n, bars),
                _unused
            );
        return _joined;
    }

    private void Activated(FoldedLinear layer, FeatureMatrix input, FeatureMatrix output)
    {
        Product(layer, input, output, 0, layer.Outputs);
        for (int n = 0; n < layer.Outputs; n++)
        {
            Span<float> row = output.Row(n, _batch.Bars);
            _kernels.Activate(Shape.Activation, row, 1f, layer.Bias[n], default, row, _unused);
        }
    }

    private void Attend(FeatureMatrix f, FoldedLinear qkv)
    {
        int width = Shape.Width / Shape.Heads,
            bars = _batch.Bars,
            columns = _batch.Columns;
        int lags = Math.Min(Shape.Window, _batch.Length),
            stride = _projected.Stride;
        for (int head = 0; head < Shape.Heads; head++)
        {
            int first = 3 * head * width,
                values = first + 2 * width;
            int start = lags == 1 ? values : first;
            Product(qkv, f, _projected, start, values + width);
            for (int n = start; n < values + width; n++)
            {
                Span<float> row = _projected.Row(n, bars);
                _kernels.Affine(row, 1f, qkv.Bias[n], lags == 1 ? _mixed.Row(head * width + n - values, bars) : row);
            }

            if (lags == 1)
                continue;
            float[] all = _projected.All;
            int at = _projected.Start + first * stride;
            _kernels.Correlate(
                all,
                at,
                all,
                at + width * stride,
                stride,
                width,
                _weights,
                0,
                stride,
                lags,
                columns,
                1f / MathF.Sqrt(width)
            );
            _kernels.LagSoftmaxForward(
                _weights,
                0,
                stride,
                lags,
                columns,
                _batch.Age,
                MathF.Pow(2f, -8f * (head + 1) / Shape.Heads)
            );
            _kernels.Mix(
                false,
                _weights,
                0,
                stride,
                lags,
                all,
                at + 2 * width * stride,
                stride,
                width,
                _mixed.All,
                _mixed.Start + head * width * stride,
                columns,
                1f
            );
        }
    }

    private void Product(FoldedLinear layer, FeatureMatrix input, FeatureMatrix output, int from, int to) =>
        _kernels.Multiply(
            layer.Weight,
            layer.Stride,
            1,
            input.Data,
            input.Stride,
            output.Data,
            output.Stride,
            from,
            to,
            layer.Inputs,
            _batch.Columns
        );
}
