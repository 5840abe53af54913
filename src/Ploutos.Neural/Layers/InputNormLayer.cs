namespace Ploutos.Neural.Layers;

/// <summary>h = input_norm(x): batch normalisation of the inputs, [F, M]. What follows is a
/// linear layer and a batch norm, which removes any constant, so the shift's gradient is exactly
/// zero.</summary>
internal sealed class InputNormLayer
{
    private readonly LayerContext _context;
    private readonly BatchNormState _norm;

    public InputNormLayer(LayerContext context)
    {
        int inputs = context.Parameters.Shape.Inputs;
        _context = context;
        _norm = new BatchNormState(context, "input_norm", inputs);
        Inputs = context.Matrix(inputs);
        Gradient = context.Matrix(inputs);
        Output = new LayerOutput(context, inputs);
    }

    public LayerOutput Output { get; }

    /// <summary>The batch's inputs, [F, M], written before the forward pass; standardised in place
    /// by it.</summary>
    public FeatureMatrix Inputs { get; }

    /// <summary>The gradient at the output.</summary>
    public FeatureMatrix Gradient { get; }

    public void Forward(int from, int to)
    {
        for (int n = from; n < to; n++)
        {
            Span<float> row = Inputs.Row(n, _context.Batch.Bars);
            _norm.Forward(n, row, bias: 0f);
            _context.Kernels.Affine(row, _norm.Scale(n), _norm.Shift(n), Output.Row(n));
        }

        Output.Publish(from, to);
    }

    /// <summary>The scale's gradient, from the gradient at the output.</summary>
    public void Backward(int from, int to)
    {
        int bars = _context.Batch.Bars;
        for (int n = from; n < to; n++)
            _norm.BackwardScale(n, Gradient.Row(n, bars), Inputs.Row(n, bars));
    }
}
