using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Layers;

/// <summary>logits = W2 dropout(act(W1 g + b1)) + b2, [2, M].</summary>
internal sealed class ClassifierLayer
{
    /// <summary>Number of this layer among those that draw dropout.</summary>
    private const int DropoutLayer = 1001;

    private readonly LayerContext _context;
    private readonly LinearPart _first;
    private readonly LinearPart _second;
    private readonly FeatureMatrix _product;
    private readonly FeatureMatrix _derivative;
    private readonly FeatureMatrix _hiddenGradient;
    private readonly LayerOutput _hidden;

    public ClassifierLayer(LayerContext context)
    {
        int width = context.Parameters.Shape.ClassifierWidth;
        _context = context;
        _first = new LinearPart(context, "classifier.0");
        _second = new LinearPart(context, "classifier.2");
        _product = context.Matrix(width);
        _derivative = context.Matrix(width);
        _hiddenGradient = context.Matrix(width);
        _hidden = new LayerOutput(context, width);
        Logits = context.Matrix(NetworkShape.Classes);
        LogitGradient = context.Matrix(NetworkShape.Classes);
    }

    public FeatureMatrix Logits { get; }

    /// <summary>The loss's gradient at the logits.</summary>
    public FeatureMatrix LogitGradient { get; }

    /// <summary>Multiply-adds of a hidden row for one bar.</summary>
    public int WorkARow => _first.WorkARow;

    public void ForwardHidden(int from, int to, LayerOutput g)
    {
        NetworkShape shape = _context.Parameters.Shape;
        int bars = _context.Batch.Bars;
        _first.Forward(from, to, g.Matrix, _product);
        for (int n = from; n < to; n++)
        {
            RowDropout dropout = _context.Dropout(shape.ClassifierDropout, DropoutLayer, n);
            _context.Kernels.Activate(
                shape.Activation,
                _product.Row(n, bars),
                1f,
                _first.BiasOf(n),
                dropout,
                _hidden.Row(n),
                _derivative.Row(n, bars)
            );
        }

        _hidden.Publish(from, to);
    }

    public void ForwardLogits()
    {
        _second.Forward(0, NetworkShape.Classes, _hidden.Matrix, Logits);
        _second.AddBias(0, NetworkShape.Classes, Logits);
    }

    /// <summary>Gradients of the second linear layer.</summary>
    public void BackwardLogits()
    {
        _second.WeightGradient(0, NetworkShape.Classes, LogitGradient, _hidden);
        _second.BiasGradient(0, NetworkShape.Classes, LogitGradient);
    }

    /// <summary>The gradient at the first linear layer's result, for hidden rows of the range.</summary>
    public void BackwardHidden(int from, int to)
    {
        int bars = _context.Batch.Bars;
        _second.InputGradient(from, to, LogitGradient, _hiddenGradient);
        for (int n = from; n < to; n++)
            _context.Kernels.Product(
                _hiddenGradient.Row(n, bars),
                _derivative.Row(n, bars),
                _hiddenGradient.Row(n, bars)
            );
    }

    /// <summary>Gradients of the first linear layer, for hidden rows of the range.</summary>
    public void WeightGradients(int from, int to, LayerOutput g)
    {
        _first.WeightGradient(from, to, _hiddenGradient, g);
        _first.BiasGradient(from, to, _hiddenGradient);
    }

    /// <summary>The gradient at g.</summary>
    public void InputGradient(int from, int to, FeatureMatrix target) =>
        _first.InputGradient(from, to, _hiddenGradient, target);
}
