using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Layers;

/// <summary>Attention with a window of one bar, the published V7.1 block: the softmax over one bar
/// is 1, so the output is the value itself; queries and keys have no part in it and their gradients
/// are exactly zero.</summary>
internal sealed class SingleBarAttention : IAttention
{
    private readonly LayerContext _context;
    private readonly LinearPart _qkv;
    private readonly FeatureMatrix _values;
    private readonly FeatureMatrix _valueGradient;
    private readonly int _headWidth;

    public SingleBarAttention(LayerContext context)
    {
        NetworkShape shape = context.Parameters.Shape;
        _context = context;
        _qkv = new LinearPart(context, "qkv");
        _headWidth = shape.Width / shape.Heads;
        _values = new FeatureMatrix(3 * shape.Width, context.Capacity);
        _valueGradient = new FeatureMatrix(3 * shape.Width, context.Capacity);
        Output = new LayerOutput(context, shape.Width);
        Gradient = new FeatureMatrix(shape.Width, context.Capacity);
    }

    public LayerOutput Output { get; }

    public FeatureMatrix Gradient { get; }

    public void Forward(int headFrom, int headTo, LayerOutput f)
    {
        for (int head = headFrom; head < headTo; head++)
        {
            int values = FirstValue(head);
            _qkv.Forward(values, values + _headWidth, f.Matrix, _values);
            for (int d = 0; d < _headWidth; d++)
                _context.Kernels.Affine(
                    _values.Row(values + d, _context.Batch.Bars),
                    1f,
                    _qkv.BiasOf(values + d),
                    Output.Row(head * _headWidth + d)
                );
        }

        Output.Publish(headFrom * _headWidth, headTo * _headWidth);
    }

    public void Backward(int headFrom, int headTo, LayerOutput f)
    {
        int bars = _context.Batch.Bars;
        for (int head = headFrom; head < headTo; head++)
        {
            int values = FirstValue(head);
            for (int d = 0; d < _headWidth; d++)
                Gradient.Row(head * _headWidth + d, bars).CopyTo(_valueGradient.Row(values + d, bars));
            _qkv.WeightGradient(values, values + _headWidth, _valueGradient, f);
            _qkv.BiasGradient(values, values + _headWidth, _valueGradient);
        }
    }

    public void AddInputGradient(int from, int to, FeatureMatrix target)
    {
        for (int head = 0; head < _context.Parameters.Shape.Heads; head++)
            _qkv.InputGradient(
                from,
                to,
                FirstValue(head),
                FirstValue(head) + _headWidth,
                _valueGradient,
                target,
                accumulate: true
            );
    }

    private int FirstValue(int head) => (3 * head + 2) * _headWidth;
}
