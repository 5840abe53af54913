using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural.Layers;

/// <summary>Attention of bar t over bars t - L + 1 .. t of its own sequence, with a linear bias in
/// the lag instead of positions (ALiBi, Press, Smith and Lewis 2022): score = q.k / sqrt(e) -
/// slope_h lag, slope_h = 2^(-8 (h + 1) / H) for h from 0. A key's bias adds one constant to all
/// scores of a bar, so its gradient is exactly zero. Projections are cut by rows, what lies between
/// them by head and block of bars.</summary>
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
        _projected = context.Matrix(3 * _shape.Width, _shape.Window);
        _projectedGradient = context.Matrix(3 * _shape.Width);
        Output = new LayerOutput(context, _shape.Width);
        Gradient = context.Matrix(_shape.Width, _shape.Window);
        _weightStride = KernelSet.Align(context.Capacity) + KernelSet.Align(_shape.Window);
        _weights = new float[_shape.Heads * _shape.Window * _weightStride];
        _weightGradients = new float[_weights.Length];
    }

    public LayerOutput Output { get; }

    public FeatureMatrix Gradient { get; }

    public long InputGradientWork => 3 * _shape.Width;

    private int Lags => Math.Min(_shape.Window, _context.Batch.Length);

    private int Rows => 3 * _shape.Width;

    public IEnumerable<Region> Forward(LayerOutput f)
    {
        yield return Region.Rows(
            Rows,
            _qkv.WorkARow,
            (from, to) =>
            {
                _qkv.Forward(from, to, f.Matrix, _projected);
                _qkv.AddBias(from, to, _projected);
            }
        );
        yield return Blocks(2, Attend);
    }

    public IEnumerable<Region> Backward(LayerOutput f, Action<int, int> outputGradient, long workARow)
    {
        yield return Region.Rows(_shape.Width, workARow, outputGradient);
        yield return Blocks(2, BackToQueries);
        yield return Blocks(2, BackToKeysAndValues);
    }

    public Region? WeightGradients(LayerOutput f) =>
        Region.Rows(
            Rows,
            _qkv.WorkARow,
            (from, to) =>
            {
                _qkv.WeightGradient(from, to, _projectedGradient, f);
                for (int row = from; row < to; row++)
                {
                    bool isKey = row / _headWidth % 3 == 1;
                    if (!isKey)
                        _qkv.BiasGradient(row, row + 1, _projectedGradient);
                }
            }
        );

    public void AddInputGradient(int from, int to, FeatureMatrix target) =>
        _qkv.InputGradient(from, to, 0, _qkv.Weight.Rows, _projectedGradient, target, accumulate: true);

    /// <summary>Scores, weights and the mixed values of some bars of a head.</summary>
    private void Attend(int head, int from, int columns)
    {
        KernelSet kernels = _context.Kernels;
        int lags = Lags,
            first = 3 * head * _headWidth,
            stride = _projected.Stride,
            weights = WeightsAt(head) + from;
        kernels.Correlate(
            _projected.All,
            At(first) + from,
            _projected.All,
            At(first + _headWidth) + from,
            stride,
            _headWidth,
            _weights,
            weights,
            _weightStride,
            lags,
            columns,
            1f / MathF.Sqrt(_headWidth)
        );
        kernels.LagSoftmaxForward(
            _weights,
            weights,
            _weightStride,
            lags,
            columns,
            _context.Batch.Age[from..],
            Slope(head)
        );
        ClearPadding(_weights, head, from + columns);
        kernels.Mix(
            false,
            _weights,
            weights,
            _weightStride,
            lags,
            _projected.All,
            At(first + 2 * _headWidth) + from,
            stride,
            _headWidth,
            Output.Matrix.All,
            Output.Matrix.Start + head * _headWidth * stride + from,
            columns,
            1f
        );
        Output.Publish(head * _headWidth, (head + 1) * _headWidth, from, Math.Min(from + columns, _context.Batch.Bars));
    }

    /// <summary>Gradients at the weights of some bars of a head, and at their queries.</summary>
    private void BackToQueries(int head, int from, int columns)
    {
        KernelSet kernels = _context.Kernels;
        int lags = Lags,
            first = 3 * head * _headWidth,
            stride = _projected.Stride,
            weights = WeightsAt(head) + from;
        kernels.Correlate(
            Gradient.All,
            GradientAt(head) + from,
            _projected.All,
            At(first + 2 * _headWidth) + from,
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
        ClearPadding(_weightGradients, head, from + columns);
        kernels.Mix(
            false,
            _weightGradients,
            weights,
            _weightStride,
            lags,
            _projected.All,
            At(first + _headWidth) + from,
            stride,
            _headWidth,
            _projectedGradient.All,
            _projectedGradient.Start + first * stride + from,
            columns,
            1f / MathF.Sqrt(_headWidth)
        );
    }

    /// <summary>Gradients at keys and values of some bars of a head, from the weights of later
    /// bars.</summary>
    private void BackToKeysAndValues(int head, int from, int columns)
    {
        int first = 3 * head * _headWidth;
        Later(_weightGradients, _projected.All, At(first), first + _headWidth, 1f / MathF.Sqrt(_headWidth));
        Later(_weights, Gradient.All, GradientAt(head), first + 2 * _headWidth, 1f);

        void Later(float[] coefficients, float[] source, int at, int target, float scale) =>
            _context.Kernels.Mix(
                true,
                coefficients,
                WeightsAt(head) + from,
                _weightStride,
                Lags,
                source,
                at + from,
                _projected.Stride,
                _headWidth,
                _projectedGradient.All,
                _projectedGradient.Start + target * _projectedGradient.Stride + from,
                columns,
                scale
            );
    }

    /// <summary>A region over the heads' blocks of bars: a block's bars stand in whole
    /// registers.</summary>
    private Region Blocks(int products, Action<int, int, int> body)
    {
        return new(Run, (long)products * _shape.Width * _shape.Window);

        void Run(int part, int parts)
        {
            int columns = _context.Batch.Columns,
                blocks = columns / KernelSet.Alignment,
                at = (int)((long)_shape.Heads * blocks * part / parts),
                end = (int)((long)_shape.Heads * blocks * (part + 1) / parts);
            while (at < end)
            {
                int head = at / blocks,
                    from = at % blocks,
                    to = Math.Min(blocks, from + end - at);
                body(head, from * KernelSet.Alignment, (to - from) * KernelSet.Alignment);
                at += to - from;
            }
        }
    }

    private float Slope(int head) => MathF.Pow(2f, -8f * (head + 1) / _shape.Heads);

    private int At(int row) => _projected.Start + row * _projected.Stride;

    private int GradientAt(int head) => Gradient.Start + head * _headWidth * Gradient.Stride;

    private int WeightsAt(int head) => head * _shape.Window * _weightStride;

    /// <summary>Bars that do not exist attend to nothing: what the whole registers of the last block
    /// wrote beyond the batch becomes zero again.</summary>
    private void ClearPadding(float[] weights, int head, int end)
    {
        if (end < _context.Batch.Columns)
            return;
        int bars = _context.Batch.Bars;
        for (int j = 0; j < Lags; j++)
            weights.AsSpan(WeightsAt(head) + j * _weightStride + bars, _weightStride - bars).Clear();
    }
}
