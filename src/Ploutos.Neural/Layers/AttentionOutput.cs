using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Layers;

/// <summary>g = f + skip * dropout(W a + b): the attention's projection, added to the stack's
/// features.</summary>
internal sealed class AttentionOutput
{
    /// <summary>Number of this layer among those that draw dropout.</summary>
    private const int DropoutLayer = 1000;

    private readonly LayerContext _context;
    private readonly LinearPart _out;
    private readonly FeatureMatrix _product;
    private readonly FeatureMatrix _factor;
    private readonly FeatureMatrix _productGradient;

    public AttentionOutput(LayerContext context)
    {
        int width = context.Parameters.Shape.Width;
        _context = context;
        _out = new LinearPart(context, "out");
        _product = context.Matrix(width);
        _factor = context.Matrix(width);
        _productGradient = context.Matrix(width);
        Output = new LayerOutput(context, width);
    }

    /// <summary>g, [D, M].</summary>
    public LayerOutput Output { get; }

    public void Forward(int from, int to, LayerOutput f, LayerOutput attention)
    {
        NetworkShape shape = _context.Parameters.Shape;
        int bars = _context.Batch.Bars;
        _out.Forward(from, to, attention.Matrix, _product);
        for (int n = from; n < to; n++)
        {
            RowDropout dropout = _context.Dropout(shape.AttentionDropout, DropoutLayer, n);
            _context.Kernels.SkipDropout(
                _product.Row(n, bars),
                _out.BiasOf(n),
                f.Row(n),
                shape.Skip,
                dropout,
                Output.Row(n),
                _factor.Row(n, bars)
            );
        }

        Output.Publish(from, to);
    }

    /// <summary>From the gradient at g to the gradient at the projection, and the weights'
    /// gradients, for rows of the range.</summary>
    public void Backward(int from, int to, FeatureMatrix gradient, LayerOutput attention)
    {
        int bars = _context.Batch.Bars;
        for (int n = from; n < to; n++)
            _context.Kernels.Product(gradient.Row(n, bars), _factor.Row(n, bars), _productGradient.Row(n, bars));
        _out.WeightGradient(from, to, _productGradient, attention);
        _out.BiasGradient(from, to, _productGradient);
    }

    /// <summary>The gradient at the attention's output.</summary>
    public void InputGradient(int from, int to, FeatureMatrix target) =>
        _out.InputGradient(from, to, _productGradient, target);
}
