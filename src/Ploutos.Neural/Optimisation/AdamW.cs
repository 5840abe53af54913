using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Optimisation;

/// <summary>AdamW with decoupled weight decay on every parameter (Loshchilov and Hutter 2019), as
/// <c>torch.optim.AdamW</c> computes it, after clipping the global gradient norm as
/// <c>torch.nn.utils.clip_grad_norm_</c> does.</summary>
public sealed record AdamWOptions
{
    /// <summary>Decay of the running mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Weight decay; a step multiplies every parameter by 1 - learning rate x this.</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>Largest global gradient norm; gradients of a larger one are scaled down to it.</summary>
    public double ClipNorm { get; init; } = 1.0;
}

/// <summary>The optimiser's moments and its step, in blocks of the flat buffer that threads
/// share out.</summary>
internal sealed class AdamW(AdamWOptions options, int length, KernelSet kernels)
{
    private const int Block = 4096;
    private readonly float[] _first = new float[length];
    private readonly float[] _second = new float[length];
    private readonly double[] _squares = new double[(length + Block - 1) / Block];
    private double _power1 = 1,
        _power2 = 1;

    public int Blocks => _squares.Length;

    /// <summary>Blocks that hold any of the first <paramref name="values"/> values.</summary>
    public int BlocksBefore(int values) => Math.Min(Blocks, (values + Block - 1) / Block);

    /// <summary>The global gradient norm before clipping, of the last step.</summary>
    public double GradientNorm { get; private set; }

    public void SumSquares(int from, int to, ReadOnlySpan<float> gradients)
    {
        for (int block = from; block < to; block++)
        {
            ReadOnlySpan<float> slice = gradients.Slice(block * Block, Math.Min(Block, length - block * Block));
            _squares[block] = kernels.Dot(slice, slice);
        }
    }

    /// <summary>Between the two parallel parts of a step: the norm from all blocks in order, and
    /// the bias corrections' powers.</summary>
    public AdamCoefficients Prepare(double learningRate)
    {
        double sum = 0;
        foreach (double square in _squares)
            sum += square;
        GradientNorm = Math.Sqrt(sum);
        _power1 *= options.Beta1;
        _power2 *= options.Beta2;
        double clip = Math.Min(1.0, options.ClipNorm / (GradientNorm + 1e-6));
        return new()
        {
            GradientScale = (float)clip,
            Beta1 = (float)options.Beta1,
            Beta2 = (float)options.Beta2,
            Keep = (float)(1 - learningRate * options.WeightDecay),
            StepSize = (float)(learningRate / (1 - _power1)),
            InverseRootBias = (float)(1 / Math.Sqrt(1 - _power2)),
            Epsilon = (float)options.Epsilon,
        };
    }

    public void Update(
        int from,
        int to,
        Span<float> parameters,
        ReadOnlySpan<float> gradients,
        in AdamCoefficients coefficients
    )
    {
        int start = from * Block,
            count = Math.Min(to * Block, length) - start;
        if (count > 0)
            kernels.AdamW(
                parameters.Slice(start, count),
                gradients.Slice(start, count),
                _first.AsSpan(start, count),
                _second.AsSpan(start, count),
                coefficients
            );
    }
}
