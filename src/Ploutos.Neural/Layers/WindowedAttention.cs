using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Layers;

/// <summary>Attention of bar t over bars t - L + 1 .. t of its own sequence, with a linear bias in
/// the lag instead of positions (ALiBi, Press, Smith and Lewis 2022): score = q.k / sqrt(e) -
/// slope_h lag, slope_h = 2^(-8 (h + 1) / H) for h from 0. A key's bias adds one constant to all
/// scores of a bar, so its gradient is exactly zero.</summary>
internal sealed class WindowedAttention : IAttention
{
    private readonly LayerContext _context;
    private readonly LinearPart _qkv;
    private readonly FeatureMatrix _projected;
    private readonly FeatureMatrix _projectedGradient;
    private readonly float[] _weights;
    private readonly float[] _weightGradients;
    private readonly int _weightStride;
    private readonly int _headWidth;
    private readonly NetworkShape _shape;

    public WindowedAttention(LayerContext context)
    {
        _context = context;
        _shape = context.Parameters.Shape;
        _qkv = new LinearPart(context, "qkv");
        _headWidth = _shape.Width / _shape.Heads;
        _projected = new FeatureMatrix(3 * _shape.Width, context.Capacity, _shape.Window);
        _projectedGradient = new FeatureMatrix(3 * _shape.Width, context.Capacity);
        Output = new LayerOutput(context, _shape.Width);
        Gradient = new FeatureMatrix(_shape.Width, context.Capacity, _shape.Window);
        _weightStride = KernelSet.Align(context.Capacity) + KernelSet.Align(_shape.Window);
        _weights = new float[_shape.Heads * _shape.Window * _weightStride];
        _weightGradients = new float[_weights.Length];
    }

    public LayerOutput Output { get; }

    public FeatureMatrix Gradient { get; }

    private int Lags => Math.Min(_shape.Window, _context.Batch.Length);

    public void Forward(int headFrom, int headTo, LayerOutput f)
    {
        KernelSet kernels = _context.Kernels;
        int lags = Lags,
            columns = _context.Batch.Columns,
            stride = _projected.Stride;
        for (int head = headFrom; head < headTo; head++)
        {
            int first = 3 * head * _headWidth;
            _qkv.Forward(first, first + 3 * _headWidth, f.Matrix, _projected);
            _qkv.AddBias(first, first + 3 * _headWidth, _projected);
            int weights = WeightsAt(head);
            kernels.Correlate(
                _projected.All,
                At(first),
                _projected.All,
                At(first + _headWidth),
                stride,
                _headWidth,
                _weights,
                weights,
                _weightStride,
                lags,
                columns,
                1f / MathF.Sqrt(_headWidth)
            );
            kernels.LagSoftmaxForward(_weights, weights, _weightStride, lags, columns, _context.Batch.Age, Slope(head));
            ClearPadding(_weights, weights, lags);
            kernels.Mix(
                false,
                _weights,
                weights,
                _weightStride,
                lags,
                _projected.All,
                At(first + 2 * _headWidth),
                stride,
                _headWidth,
                Output.Matrix.All,
                Output.Matrix.Start + head * _headWidth * stride,
                columns,
                1f
            );
        }

        Output.Publish(headFrom * _headWidth, headTo * _headWidth);
    }

    public void Backward(int headFrom, int headTo, LayerOutput f)
    {
        KernelSet kernels = _context.Kernels;
        int lags = Lags,
            columns = _context.Batch.Columns,
            stride = _projected.Stride;
        float scale = 1f / MathF.Sqrt(_headWidth);
        for (int head = headFrom; head < headTo; head++)
        {
            int first = 3 * head * _headWidth,
                keys = first + _headWidth,
                values = keys + _headWidth,
                weights = WeightsAt(head);
            int gradient = Gradient.Start + head * _headWidth * stride;
            kernels.Correlate(
                Gradient.All,
                gradient,
                _projected.All,
                At(values),
                stride,
                _headWidth,
                _weightGradients,
                weights,
                _weightStride,
                lags,
                columns,
                1f
            );
            kernels.LagSoftmaxBackward(_weights, _weightGradients, weights, _weightStride, lags, columns);
            ClearPadding(_weightGradients, weights, lags);
            float[] target = _projectedGradient.All;
            kernels.Mix(
                false,
                _weightGradients,
                weights,
                _weightStride,
                lags,
                _projected.All,
                At(keys),
                stride,
                _headWidth,
                target,
                first * stride,
                columns,
                scale
            );
            kernels.Mix(
                true,
                _weightGradients,
                weights,
                _weightStride,
                lags,
                _projected.All,
                At(first),
                stride,
                _headWidth,
                target,
                keys * stride,
                columns,
                scale
            );
            kernels.Mix(
                true,
                _weights,
                weights,
                _weightStride,
                lags,
                Gradient.All,
                gradient,
                stride,
                _headWidth,
                target,
                values * stride,
                columns,
                1f
            );
            _qkv.WeightGradient(first, first + 3 * _headWidth, _projectedGradient, f);
            _qkv.BiasGradient(first, keys, _projectedGradient);
            _qkv.BiasGradient(values, values + _headWidth, _projectedGradient);
        }
    }

    public void AddInputGradient(int from, int to, FeatureMatrix target) =>
        _qkv.InputGradient(from, to, 0, _qkv.Weight.Rows, _projectedGradient, target, accumulate: true);

    private float Slope(int head) => MathF.Pow(2f, -8f * (head + 1) / _shape.Heads);

    private int At(int row) => _projected.Start + row * _projected.Stride;

    private int WeightsAt(int head) => head * _shape.Window * _weightStride;

    /// <summary>Bars that do not exist attend to nothing: what the whole registers wrote beyond the
    /// batch becomes zero again.</summary>
    private void ClearPadding(float[] weights, int at, int lags)
    {
        int bars = _context.Batch.Bars;
        for (int j = 0; j < lags; j++)
            weights.AsSpan(at + j * _weightStride + bars, _weightStride - bars).Clear();
    }
}
