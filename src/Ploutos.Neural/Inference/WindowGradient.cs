using Ploutos.Neural.Inference;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Layers;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural;

/// <summary>What moves a trained network's answer: for windows of L bars the margin of the last
/// bar (logit of class 1 less logit of class 0), its gradient at every input of every bar, and the
/// attention weights, all as in prediction (running statistics, no dropout). Each window is a
/// sequence of its own, and only its last bar asks, so that queries, projection and classifier run
/// over B columns and the stack over B L. Letters: B windows, L bars, F inputs, D stack width, H
/// heads, e = D / H. Holds buffers: one thread at a time.</summary>
public sealed class WindowGradient
{
    private readonly KernelSet _kernels;
    private readonly FoldedLinear[] _layers;
    private readonly FeatureMatrix[] _stack; // [0] the inputs, [i + 1] the output of layer i; [., B L]
    private readonly FeatureMatrix[] _slope; // derivative of layer i's activation, later its gradient; [., B L]
    private readonly LastBarAttention _attention;
    private readonly FeatureMatrix _joined,
        _joinedGradient; // [D, B]
    private readonly FeatureMatrix _hidden,
        _hiddenGradient; // [classifier width, B]
    private readonly FeatureMatrix _inputGradient; // [F, B L]
    private readonly double[] _margins;
    private int _count;

    /// <summary>Folds the parameters; later changes to them are not seen.</summary>
    /// <param name="parameters">A trained network.</param>
    /// <param name="windows">Most windows of one call.</param>
    /// <param name="level">Register width; null for the widest that the machine has.</param>
    public WindowGradient(NetworkParameters parameters, int windows, SimdLevel? level = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, 1);
        NetworkShape shape = parameters.Shape;
        int bars = windows * shape.Window,
            width = shape.Width;
        (Shape, Capacity, _layers) = (shape, windows, FoldedLinear.Fold(parameters));
        _kernels = level is { } l ? KernelSet.For(l) : KernelSet.Best;
        _stack = [new(shape.Inputs, bars), .. shape.Stack.Select(n => new FeatureMatrix(n, bars))];
        _slope = [.. shape.Stack.Select(n => new FeatureMatrix(n, bars))];
        _attention = new LastBarAttention(shape, windows);
        (_joined, _joinedGradient) = (new(width, windows), new(width, windows));
        (_hidden, _hiddenGradient) = (new(shape.ClassifierWidth, windows), new(shape.ClassifierWidth, windows));
        _inputGradient = new(shape.Inputs, bars);
        _margins = new double[windows];
    }

    /// <summary>The network's shape.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Most windows of one call.</summary>
    public int Capacity { get; }

    /// <summary>Margin of each window of the last run, [B].</summary>
    public ReadOnlySpan<double> Margins => _margins.AsSpan(0, _count);

    /// <summary>Forward pass: margins and attention.</summary>
    /// <param name="inputs">[B L, F]: window after window, each oldest bar first.</param>
    /// <param name="windows">B.</param>
    public void Run(ReadOnlySpan<float> inputs, int windows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windows, Capacity);
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            inputs.Length,
            windows * Shape.Window * Shape.Inputs,
            nameof(inputs)
        );
        _count = windows;
        int bars = windows * Shape.Window,
            depth = Shape.Stack.Length;
        _kernels.Transpose(inputs, Shape.Inputs, 0, bars, Shape.Inputs, _stack[0].Data, _stack[0].Stride);
        for (int i = 0; i < depth; i++)
            Activated(_layers[i], _stack[i], _stack[i + 1], _slope[i], bars);
        _joined.Data.Clear();
        if (Shape.HasAttention)
            Attend(windows, bars);
        for (int n = 0; n < Shape.Width; n++)
            for (int b = 0; b < windows; b++)
                _joined.Row(n, windows)[b] += _stack[depth].Row(n, bars)[LastBar(b)];
        Activated(_layers[^2], _joined, _hidden, _hiddenGradient, windows);
        FoldedLinear output = _layers[^1];
        ReadOnlySpan<float> weight = output.Weight;
        for (int b = 0; b < windows; b++)
        {
            double margin = (double)output.Bias[1] - output.Bias[0];
            for (int n = 0; n < output.Inputs; n++)
                margin += ((double)weight[output.Stride + n] - weight[n]) * _hidden.Row(n, windows)[b];
            _margins[b] = margin;
        }
    }

    /// <summary>Backward pass after <see cref="Run"/>: d margin / d input, laid out as the inputs,
    /// [B L, F].</summary>
    public void Gradient(Span<float> gradient)
    {
        int bars = _count * Shape.Window,
            depth = Shape.Stack.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, bars * Shape.Inputs, nameof(gradient));
        FoldedLinear output = _layers[^1];
        for (int n = 0; n < output.Inputs; n++)
        {
            Span<float> row = _hiddenGradient.Row(n, _count);
            _kernels.Affine(row, output.Weight[output.Stride + n] - output.Weight[n], 0f, row);
        }

        Transposed(_layers[^2], _hiddenGradient, _joinedGradient, _count);
        FeatureMatrix above = _stack[depth];
        if (Shape.HasAttention)
            AttendBackward(above, bars);
        else
            above.Data.Clear();
        for (int n = 0; n < Shape.Width; n++)
            for (int b = 0; b < _count; b++)
                above.Row(n, bars)[LastBar(b)] += _joinedGradient.Row(n, _count)[b];
        for (int i = depth - 1; i >= 0; i--)
        {
            for (int n = 0; n < Shape.Stack[i]; n++)
                _kernels.Product(_stack[i + 1].Row(n, bars), _slope[i].Row(n, bars), _slope[i].Row(n, bars));
            Transposed(_layers[i], _slope[i], i == 0 ? _inputGradient : _stack[i], bars);
        }

        for (int m = 0; m < bars; m++)
            for (int j = 0; j < Shape.Inputs; j++)
                gradient[m * Shape.Inputs + j] = _inputGradient.Row(j, bars)[m];
    }

    /// <summary>Attention of a window's last bar by lag, the mean over the heads: [L], lag 0
    /// first; sums to 1, or 0 without attention.</summary>
    public void AttentionByLag(int window, Span<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window, _count);
        _attention.ByLag(window, weights);
    }

    /// <summary>What the weights would be if every bar's content were alike: the linear bias in
    /// the lag alone, mean over heads, [L].</summary>
    public void PriorByLag(Span<double> weights) => _attention.PriorByLag(weights);

    private int LastBar(int window) => (window + 1) * Shape.Window - 1;

    /// <summary>Writes skip out(attention) of the last bars.</summary>
    private void Attend(int windows, int bars)
    {
        FoldedLinear qkv = _layers[Shape.Stack.Length],
            output = _layers[Shape.Stack.Length + 1];
        Product(qkv, _stack[^1], _attention.Projected, bars);
        for (int n = 0; n < qkv.Outputs; n++)
            _kernels.Affine(_attention.Projected.Row(n, bars), 1f, qkv.Bias[n], _attention.Projected.Row(n, bars));
        for (int b = 0; b < windows; b++)
            for (int head = 0; head < Shape.Heads; head++)
                _attention.Attend(b, head, windows);
        Product(output, _attention.Mixed, _joined, windows);
        for (int n = 0; n < Shape.Width; n++)
            _kernels.Affine(_joined.Row(n, windows), Shape.Skip, Shape.Skip * output.Bias[n], _joined.Row(n, windows));
    }

    /// <summary>The gradient at f by way of the attention.</summary>
    private void AttendBackward(FeatureMatrix target, int bars)
    {
        // The attention's output is no longer needed
        Transposed(_layers[Shape.Stack.Length + 1], _joinedGradient, _attention.Mixed, _count);
        _attention.ProjectedGradient.Data.Clear();
        for (int b = 0; b < _count; b++)
            for (int head = 0; head < Shape.Heads; head++)
                _attention.AttendBackward(b, head, _count);
        Transposed(_layers[Shape.Stack.Length], _attention.ProjectedGradient, target, bars);
    }

    private void Activated(
        FoldedLinear layer,
        FeatureMatrix input,
        FeatureMatrix output,
        FeatureMatrix slope,
        int columns
    )
    {
        Product(layer, input, output, columns);
        for (int n = 0; n < layer.Outputs; n++)
        {
            Span<float> row = output.Row(n, columns);
            _kernels.Activate(Shape.Activation, row, 1f, layer.Bias[n], default, row, slope.Row(n, columns));
        }
    }

    private void Product(FoldedLinear layer, FeatureMatrix input, FeatureMatrix output, int columns) =>
        _kernels.Multiply(
            layer.Weight,
            layer.Stride,
            1,
            input.Data,
            input.Stride,
            output.Data,
            output.Stride,
            0,
            layer.Outputs,
            layer.Inputs,
            KernelSet.Align(columns)
        );

    /// <summary>From the gradient at a layer's output to that at its input: W transposed
    /// times it.</summary>
    private void Transposed(FoldedLinear layer, FeatureMatrix output, FeatureMatrix input, int columns) =>
        _kernels.Multiply(
            layer.Weight,
            1,
            layer.Stride,
            output.Data,
            output.Stride,
            input.Data,
            input.Stride,
            0,
            layer.Inputs,
            layer.Outputs,
            KernelSet.Align(columns)
        );
}
