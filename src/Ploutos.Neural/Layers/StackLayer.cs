using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Layers;

/// <summary>One layer of the stack: h = dropout(act(batch_norm(W x + b))), rows of features at a
/// time. The bias cancels in the batch norm, so the product goes without it and its gradient is
/// exactly zero.</summary>
internal sealed class StackLayer
{
    private readonly LayerContext _context;
    private readonly LinearPart _linear;
    private readonly BatchNormState _norm;
    private readonly FeatureMatrix _xhat;
    private readonly FeatureMatrix _derivative;
    private readonly int _index;

    public StackLayer(LayerContext context, int index)
    {
        int features = context.Parameters.Shape.Stack[index];
        (_context, _index) = (context, index);
        _linear = new LinearPart(context, NetworkParameters.StackLinear(index));
        _norm = new BatchNormState(context, NetworkParameters.StackNorm(index), features);
        _xhat = context.Matrix(features);
        _derivative = context.Matrix(features);
        Output = new LayerOutput(context, features);
        Gradient = context.Matrix(features);
    }

    public LayerOutput Output { get; }

    /// <summary>Multiply-adds of a row for one bar.</summary>
    public int WorkARow => _linear.WorkARow;

    /// <summary>The gradient at the output, then (after <see cref="Backward"/>) at the linear
    /// part's result.</summary>
    public FeatureMatrix Gradient { get; }

    public void Forward(int from, int to, LayerOutput input)
    {
        NetworkShape shape = _context.Parameters.Shape;
        int bars = _context.Batch.Bars;
        _linear.Forward(from, to, input.Matrix, _xhat);
        for (int n = from; n < to; n++)
        {
            Span<float> row = _xhat.Row(n, bars);
            _norm.Forward(n, row, _linear.BiasOf(n));
            RowDropout dropout = _context.Dropout(shape.StackDropout, _index, n);
            _context.Kernels.Activate(
                shape.Activation,
                row,
                _norm.Scale(n),
                _norm.Shift(n),
                dropout,
                Output.Row(n),
                _derivative.Row(n, bars)
            );
        }

        Output.Publish(from, to);
    }

    /// <summary>From the gradient at the output's rows to the gradient at the linear part's, and
    /// the weights' gradients.</summary>
    public void Backward(int from, int to, LayerOutput input)
    {
        int bars = _context.Batch.Bars;
        for (int n = from; n < to; n++)
            _norm.Backward(n, Gradient.Row(n, bars), _derivative.Row(n, bars), _xhat.Row(n, bars));
        _linear.WeightGradient(from, to, Gradient, input);
    }

    /// <summary>The gradient at the input, for rows of the input's features.</summary>
    public void InputGradient(int from, int to, FeatureMatrix target) =>
        _linear.InputGradient(from, to, Gradient, target);
}
