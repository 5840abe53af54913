using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Layers;

/// <summary>Attention with a window of one bar, the published V7.1 block: the softmax over one bar
/// is 1, so the output is the value itself; queries and keys have no part in it and their gradients
/// are exactly zero. Every row of values stands for itself, whatever its head.</summary>
internal sealed class SingleBarAttention : IAttention
{
    private readonly LayerContext _context;
    private readonly LinearPart _qkv;
    private readonly FeatureMatrix _values;
    private readonly FeatureMatrix _valueGradient;
    private readonly NetworkShape _shape;
    private readonly int _headWidth;

    public SingleBarAttention(LayerContext context)
    {
        _context = context;
        _shape = context.Parameters.Shape;
        _qkv = new LinearPart(context, "qkv");
        _headWidth = _shape.Width / _shape.Heads;
        _values = context.Matrix(3 * _shape.Width);
        _valueGradient = context.Matrix(3 * _shape.Width);
        Output = new LayerOutput(context, _shape.Width);
        Gradient = context.Matrix(_shape.Width);
    }

    public LayerOutput Output { get; }

    public FeatureMatrix Gradient { get; }

    public long InputGradientWork => _shape.Width;

    public IEnumerable<Region> Forward(LayerOutput f)
    {
        yield return Region.Rows(
            _shape.Width,
            _qkv.WorkARow + Region.ElementWork / 2,
            (from, to) =>
            {
                for (int row = from; row < to; row = NextHead(row, to))
                    ForwardValues(row, NextHead(row, to), f);
                Output.Publish(from, to);
            }
        );
    }

    public IEnumerable<Region> Backward(LayerOutput f, Action<int, int> outputGradient, long workARow)
    {
        yield return Region.Rows(
            _shape.Width,
            workARow + _qkv.WorkARow + Region.ElementWork / 2,
            (from, to) =>
            {
                outputGradient(from, to);
                for (int row = from; row < to; row = NextHead(row, to))
                    BackwardValues(row, NextHead(row, to), f);
            }
        );
    }

    public Region? WeightGradients(LayerOutput f) => null;

    public void AddInputGradient(int from, int to, FeatureMatrix target)
    {
        for (int head = 0; head < _shape.Heads; head++)
            _qkv.InputGradient(
                from,
                to,
                ValueOf(head * _headWidth),
                ValueOf(head * _headWidth) + _headWidth,
                _valueGradient,
                target,
                accumulate: true
            );
    }

    /// <summary>Rows of one head.</summary>
    private void ForwardValues(int from, int to, LayerOutput f)
    {
        int values = ValueOf(from);
        _qkv.Forward(values, values + to - from, f.Matrix, _values);
        for (int d = 0; d < to - from; d++)
            _context.Kernels.Affine(
                _values.Row(values + d, _context.Batch.Bars),
                1f,
                _qkv.BiasOf(values + d),
                Output.Row(from + d)
            );
    }

    private void BackwardValues(int from, int to, LayerOutput f)
    {
        int bars = _context.Batch.Bars,
            values = ValueOf(from);
        for (int d = 0; d < to - from; d++)
            Gradient.Row(from + d, bars).CopyTo(_valueGradient.Row(values + d, bars));
        _qkv.WeightGradient(values, values + to - from, _valueGradient, f);
        _qkv.BiasGradient(values, values + to - from, _valueGradient);
    }

    /// <summary>The row of qkv that makes a row of the output.</summary>
    private int ValueOf(int row) => (3 * (row / _headWidth) + 2) * _headWidth + row % _headWidth;

    /// <summary>The next head's first row, or the end.</summary>
    private int NextHead(int row, int end) => Math.Min(end, (row / _headWidth + 1) * _headWidth);
}
