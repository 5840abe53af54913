using Ploutos.Neural.Kernels;
using Ploutos.Neural.Layers;
using Ploutos.Neural.Losses;
using Ploutos.Neural.Optimisation;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Threading;

namespace Ploutos.Neural;

/// <summary>A network in training: forward pass, backward pass and optimiser step over one batch,
/// without allocation. Work is split by rows of features, in which every layer is complete by
/// itself (product, batch statistics, activation, weights' gradient), so a step is a chain of
/// parallel regions with one barrier between two layers; the bits do not depend on the parts.
/// Letters: B sequences, T bars a sequence, M = B T bars, F inputs, D stack width, C classifier
/// width.</summary>
public sealed class TrainingNetwork
{
    private readonly LayerContext _context;
    private readonly InputNormLayer _inputNorm;
    private readonly StackLayer[] _stack;
    private readonly AttentionBlock? _attention;
    private readonly ClassifierLayer _classifier;
    private readonly AdamW _optimiser;
    private readonly FocalLoss _loss;
    private readonly Action<int, int>[] _forward;
    private readonly Action<int, int>[] _backward;
    private readonly Action<int, int> _squares;
    private readonly Action<int, int> _update;
    private readonly float[] _inputs;
    private readonly sbyte[] _labels;
    private readonly uint _seed;
    private AdamCoefficients _coefficients;
    private uint _step;

    /// <summary>Makes the buffers for batches of up to <paramref name="maxBars"/> bars.</summary>
    /// <param name="parameters">What is trained, in place.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="optimiser">Optimiser settings.</param>
    /// <param name="maxBars">Most bars of a batch, B T.</param>
    /// <param name="seed">Seed of the dropout draws.</param>
    /// <param name="level">Register width; null for the widest that the machine has.</param>
    public TrainingNetwork(
        NetworkParameters parameters,
        FocalLoss loss,
        AdamWOptions optimiser,
        int maxBars,
        int seed,
        SimdLevel? level = null
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBars, ushort.MaxValue);
        NetworkShape shape = parameters.Shape;
        KernelSet kernels = level is { } l ? KernelSet.For(l) : KernelSet.Best;
        _context = new LayerContext(parameters, kernels, maxBars);
        _inputNorm = new InputNormLayer(_context);
        _stack = [.. shape.Stack.Select((_, i) => new StackLayer(_context, i))];
        _attention = shape.HasAttention ? new AttentionBlock(_context) : null;
        _classifier = new ClassifierLayer(_context);
        _optimiser = new AdamW(optimiser, parameters.Values.Length, kernels);
        _loss = loss;
        _seed = (uint)seed;
        _inputs = new float[maxBars * shape.Inputs];
        _labels = new sbyte[maxBars];
        _forward = ForwardRegions();
        _backward = BackwardRegions();
        _squares = (part, parts) =>
            _optimiser.SumSquares(
                _optimiser.Blocks * part / parts,
                _optimiser.Blocks * (part + 1) / parts,
                _context.Gradients
            );
        _update = (part, parts) =>
            _optimiser.Update(
                _optimiser.Blocks * part / parts,
                _optimiser.Blocks * (part + 1) / parts,
                _context.Parameters.Values,
                _context.Gradients,
                _coefficients
            );
    }

    /// <summary>What is trained.</summary>
    public NetworkParameters Parameters => _context.Parameters;

    /// <summary>The next batch's inputs, written by the caller: [M, F] bar by bar.</summary>
    public Span<float> Inputs => _inputs;

    /// <summary>The next batch's labels, written by the caller: 0 or 1, or -1 for a bar that is
    /// context and bears no loss.</summary>
    public Span<sbyte> Labels => _labels;

    /// <summary>Most bars of a batch.</summary>
    public int MaxBars => _labels.Length;

    /// <summary>The gradients of the last step, laid out like the parameters.</summary>
    public ReadOnlySpan<float> Gradients => _context.Gradients;

    /// <summary>The global gradient norm of the last step before clipping.</summary>
    public double GradientNorm => _optimiser.GradientNorm;

    /// <summary>Logits of a class over the bars of the last forward pass, [M].</summary>
    public ReadOnlySpan<float> Logits(int label) => _classifier.Logits.Row(label, _context.Batch.Bars);

    /// <summary>One step on the batch in <see cref="Inputs"/> and <see cref="Labels"/>.</summary>
    /// <param name="sequences">B.</param>
    /// <param name="length">T.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <param name="team">The threads to use.</param>
    /// <param name="parts">How many of them.</param>
    /// <returns>Sum of the losses before the step and the number of bars that bear one.</returns>
    public (double Sum, int Count) Step(int sequences, int length, double learningRate, WorkerTeam team, int parts)
    {
        ArgumentNullException.ThrowIfNull(team);
        (double Sum, int Count) loss = ForwardBackward(sequences, length, team, parts, dropOut: true);
        team.Run(_squares, parts);
        _coefficients = _optimiser.Prepare(learningRate);
        team.Run(_update, parts);
        return loss;
    }

    /// <summary>Forward and backward pass in training mode (batch statistics; running statistics
    /// move), without the optimiser.</summary>
    public (double Sum, int Count) ForwardBackward(int sequences, int length, WorkerTeam team, int parts, bool dropOut)
    {
        ArgumentNullException.ThrowIfNull(team);
        int bars = sequences * length;
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1, nameof(sequences));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bars, MaxBars, nameof(sequences));
        _context.Batch.Set(sequences, length);
        _context.DropsOut = dropOut;
        _context.StepKey = CounterHash.Mix(_step++, _seed);
        FeatureMatrix inputs = _inputNorm.Inputs;
        _context.Kernels.Transpose(_inputs, inputs.Features, 0, bars, inputs.Features, inputs.Data, inputs.Stride);
        foreach (Action<int, int> region in _forward)
            team.Run(region, parts);
        _classifier.ForwardLogits();
        (double, int) loss = _loss.Backward(
            _classifier.Logits.Row(0, bars),
            _classifier.Logits.Row(1, bars),
            _labels.AsSpan(0, bars),
            _classifier.LogitGradient.Row(0, bars),
            _classifier.LogitGradient.Row(1, bars)
        );
        _classifier.BackwardLogits();
        foreach (Action<int, int> region in _backward)
            team.Run(region, parts);
        return loss;
    }

    /// <summary>g, or f itself where there is no attention.</summary>
    private LayerOutput ClassifierInput => _attention?.Projection.Output ?? _stack[^1].Output;

    private LayerOutput InputOf(int layer) => layer == 0 ? _inputNorm.Output : _stack[layer - 1].Output;

    private Action<int, int>[] ForwardRegions()
    {
        var regions = new List<Action<int, int>> { Rows(_context.Parameters.Shape.Inputs, _inputNorm.Forward) };
        for (int i = 0; i < _stack.Length; i++)
        {
            (StackLayer layer, LayerOutput input) = (_stack[i], InputOf(i));
            regions.Add(Rows(layer.Gradient.Features, (from, to) => layer.Forward(from, to, input)));
        }

        NetworkShape shape = _context.Parameters.Shape;
        LayerOutput f = _stack[^1].Output;
        if (_attention is { } attention)
        {
            regions.Add(Heads((from, to) => attention.Heads.Forward(from, to, f)));
            regions.Add(
                Rows(shape.Width, (from, to) => attention.Projection.Forward(from, to, f, attention.Heads.Output))
            );
        }

        regions.Add(Rows(shape.ClassifierWidth, (from, to) => _classifier.ForwardHidden(from, to, ClassifierInput)));
        return [.. regions];
    }

    private Action<int, int>[] BackwardRegions()
    {
        NetworkShape shape = _context.Parameters.Shape;
        StackLayer last = _stack[^1];
        var regions = new List<Action<int, int>>
        {
            Rows(shape.ClassifierWidth, (from, to) => _classifier.BackwardHidden(from, to, ClassifierInput)),
        };
        if (_attention is { } attention)
        {
            regions.Add(
                Rows(
                    shape.Width,
                    (from, to) =>
                    {
                        // g = f + skip * out(a): its gradient is that of f so far, and goes on to
                        // the attention.
                        _classifier.InputGradient(from, to, last.Gradient);
                        attention.Projection.Backward(from, to, last.Gradient, attention.Heads.Output);
                    }
                )
            );
            regions.Add(
                Heads(
                    (from, to) =>
                    {
                        int width = shape.Width / shape.Heads;
                        attention.Projection.InputGradient(from * width, to * width, attention.Heads.Gradient);
                        attention.Heads.Backward(from, to, last.Output);
                    }
                )
            );
        }

        regions.Add(
            Rows(
                shape.Width,
                (from, to) =>
                {
                    if (_attention is { } above)
                        above.Heads.AddInputGradient(from, to, last.Gradient);
                    else
                        _classifier.InputGradient(from, to, last.Gradient);
                    last.Backward(from, to, InputOf(_stack.Length - 1));
                }
            )
        );
        for (int i = _stack.Length - 2; i >= 0; i--)
        {
            (StackLayer layer, StackLayer above, LayerOutput input) = (_stack[i], _stack[i + 1], InputOf(i));
            regions.Add(
                Rows(
                    layer.Gradient.Features,
                    (from, to) =>
                    {
                        above.InputGradient(from, to, layer.Gradient);
                        layer.Backward(from, to, input);
                    }
                )
            );
        }

        regions.Add(
            Rows(
                shape.Inputs,
                (from, to) =>
                {
                    _stack[0].InputGradient(from, to, _inputNorm.Gradient);
                    _inputNorm.Backward(from, to);
                }
            )
        );
        return [.. regions];
    }

    private static Action<int, int> Rows(int rows, Action<int, int> body) =>
        (part, parts) =>
        {
            (int from, int to) = Partition.Of(rows, part, parts);
            if (from < to)
                body(from, to);
        };

    private Action<int, int> Heads(Action<int, int> body)
    {
        int heads = _context.Parameters.Shape.Heads;
        return (part, parts) =>
        {
            (int from, int to) = (heads * part / parts, heads * (part + 1) / parts);
            if (from < to)
                body(from, to);
        };
    }
}
