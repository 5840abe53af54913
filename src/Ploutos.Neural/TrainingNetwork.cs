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
/// parallel regions with one barrier between two layers (<see cref="StepRegions"/>); the bits do not
/// depend on the parts.
/// Letters: B sequences, T bars a sequence, M = B T bars, F inputs, D stack width, C classifier
/// width.</summary>
public sealed class TrainingNetwork
{
    /// <summary>What the optimiser does to a value, in multiply-adds of a product.</summary>
    private const long UpdateWork = 30;

    private readonly LayerContext _context;
    private readonly InputNormLayer _inputNorm;
    private readonly ClassifierLayer _classifier;
    private readonly AdamW _optimiser;
    private readonly FocalLoss _loss;
    private readonly Region[] _forward;
    private readonly Region[] _backward;
    private readonly Region _last;
    private readonly Action<int, int> _update;
    private readonly int _lateBlocks;
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
        _classifier = new ClassifierLayer(_context);
        _optimiser = new AdamW(optimiser, parameters.Values.Length, kernels);
        _loss = loss;
        _seed = (uint)seed;
        _inputs = new float[maxBars * shape.Inputs];
        _labels = new sbyte[maxBars];
        var regions = new StepRegions(
            _context,
            _inputNorm,
            [.. shape.Stack.Select((_, i) => new StackLayer(_context, i))],
            shape.HasAttention ? new AttentionBlock(_context) : null,
            _classifier
        );
        (_forward, _backward) = (regions.Forward, regions.Backward);
        // The input norm's own gradients, at the head of the buffer, are the last to be made: all other
        // blocks are summed beside them.
        int late = _optimiser.BlocksBefore(parameters["input_norm.bias"].Offset + shape.Inputs);
        _lateBlocks = late;
        _last = regions.Inputs.With(
            new(
                (part, parts) =>
                {
                    int blocks = _optimiser.Blocks - late;
                    _optimiser.SumSquares(
                        late + blocks * part / parts,
                        late + blocks * (part + 1) / parts,
                        _context.Gradients
                    );
                },
                0
            )
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

    /// <summary>Multiply-adds of a step: each weight bears one product forwards and two
    /// backwards.</summary>
    internal static double WorkOf(NetworkParameters parameters, int bars) => 3.0 * parameters.Count * bars;

    /// <summary>Multiply-adds that a part of a region has at least.</summary>
    internal long LeastWork { get; init; } = Region.LeastWork;

    /// <summary>Where the time of steps is added up; null for no measuring.</summary>
    internal StepProfile? Profile
    {
        get => _context.Profile;
        set => _context.Profile = value;
    }

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
        _optimiser.SumSquares(0, _lateBlocks, _context.Gradients);
        _coefficients = _optimiser.Prepare(learningRate);
        Profile?.BeginRegion();
        team.Run(_update, Region.PartsOf(Parameters.Values.Length * UpdateWork, LeastWork, parts), Profile);
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
        foreach (Region region in _forward)
            Run(region, team, parts);
        _classifier.ForwardLogits();
        (double, int) loss = _loss.Backward(
            _classifier.Logits.Row(0, bars),
            _classifier.Logits.Row(1, bars),
            _labels.AsSpan(0, bars),
            _classifier.LogitGradient.Row(0, bars),
            _classifier.LogitGradient.Row(1, bars)
        );
        _classifier.BackwardLogits();
        foreach (Region region in _backward)
            Run(region, team, parts);
        Run(_last, team, parts);
        return loss;
    }

    private void Run(in Region region, WorkerTeam team, int most)
    {
        Profile?.BeginRegion();
        team.Run(region.Body, region.Parts(_context.Batch.Bars, LeastWork, most), Profile);
    }
}
