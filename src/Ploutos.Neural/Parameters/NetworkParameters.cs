using System.Collections.Immutable;
using Ploutos.Neural.Kernels;

namespace Ploutos.Neural.Parameters;

/// <summary>Everything a network learns: one flat buffer of parameters, so that the optimiser is
/// one loop, and the running statistics of its batch norms beside it. Names and shapes are
/// PyTorch's.</summary>
public sealed class NetworkParameters
{
    private readonly Dictionary<string, ParameterTensor> _byName = new(StringComparer.Ordinal);

    /// <summary>Lays out the tensors of a shape; parameters are zero, batch norms the identity.</summary>
    public NetworkParameters(NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        shape.Validate();
        Shape = shape;
        var tensors = ImmutableArray.CreateBuilder<ParameterTensor>();
        var statistics = ImmutableArray.CreateBuilder<ParameterTensor>();
        int length = 0,
            statisticsLength = 0;

        void Vector(string name, int rows) => Add(tensors, ref length, name, rows, 0);
        void Linear(string name, int rows, int columns)
        {
            Add(tensors, ref length, name + ".weight", rows, columns);
            Vector(name + ".bias", rows);
        }

        void BatchNorm(string name, int rows)
        {
            Vector(name + ".weight", rows);
            Vector(name + ".bias", rows);
            Add(statistics, ref statisticsLength, name + ".running_mean", rows, 0);
            Add(statistics, ref statisticsLength, name + ".running_var", rows, 0);
        }

        BatchNorm("input_norm", shape.Inputs);
        for (int i = 0; i < shape.Stack.Length; i++)
        {
            Linear(StackLinear(i), shape.Stack[i], i == 0 ? shape.Inputs : shape.Stack[i - 1]);
            BatchNorm(StackNorm(i), shape.Stack[i]);
        }

        if (shape.HasAttention)
        {
            Linear("qkv", 3 * shape.Width, shape.Width);
            Linear("out", shape.Width, shape.Width);
        }

        Linear("classifier.0", shape.ClassifierWidth, shape.Width);
        Linear("classifier.2", NetworkShape.Classes, shape.ClassifierWidth);
        (Tensors, Statistics) = (tensors.ToImmutable(), statistics.ToImmutable());
        (Values, Running) = (new float[length], new float[statisticsLength]);
        foreach (
            ParameterTensor t in Tensors.Where(t =>
                t.Name.EndsWith(".weight", StringComparison.Ordinal) && t.Columns == 0
            )
        )
            Values.AsSpan(t.Offset, t.Rows).Fill(1f);
        foreach (ParameterTensor t in Statistics.Where(t => t.Name.EndsWith(".running_var", StringComparison.Ordinal)))
            Running.AsSpan(t.Offset, t.Rows).Fill(1f);
    }

    /// <summary>The network's shape.</summary>
    public NetworkShape Shape { get; }

    /// <summary>The learned tensors, in the order of the flat buffer.</summary>
    public ImmutableArray<ParameterTensor> Tensors { get; }

    /// <summary>The running mean and (unbiased) variance of every batch norm, tensors of
    /// <see cref="Running"/>.</summary>
    public ImmutableArray<ParameterTensor> Statistics { get; }

    /// <summary>The flat parameter buffer, padding included.</summary>
    public float[] Values { get; }

    /// <summary>The flat buffer of running statistics.</summary>
    public float[] Running { get; }

    /// <summary>Number of learned values.</summary>
    public int Count => Tensors.Sum(t => t.Count);

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">The network has no such tensor.</exception>
    public ParameterTensor this[string name] =>
        _byName.TryGetValue(name, out ParameterTensor? tensor)
            ? tensor
            : throw new KeyNotFoundException(
                $"The network has no tensor '{name}'; it has {string.Join(", ", _byName.Keys)}."
            );

    internal int StatisticsOffset(string name) => _byName[name].Offset;

    internal static string StackLinear(int layer) => $"stack.{3 * layer}";

    internal static string StackNorm(int layer) => $"stack.{3 * layer + 1}";

    /// <summary>Draws the initial weights as PyTorch does: weights and biases of a linear layer
    /// uniform in +-1 / sqrt(fan-in); batch norms the identity.</summary>
    public void Initialise(int seed)
    {
        var random = new Random(seed);
        float bound = 0;
        foreach (ParameterTensor t in Tensors)
        {
            if (t.Columns > 0)
                bound = 1f / MathF.Sqrt(t.Columns);
            else if (!IsLinearBias(t))
                continue;
            float[] values = new float[t.Count];
            for (int i = 0; i < values.Length; i++)
                values[i] = (2f * random.NextSingle() - 1f) * bound;
            t.Write(values, Values);
        }
    }

    /// <summary>Copies another set of parameters and statistics of the same shape.</summary>
    public void CopyFrom(NetworkParameters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.Values.CopyTo(Values.AsSpan());
        other.Running.CopyTo(Running.AsSpan());
    }

    private bool IsLinearBias(ParameterTensor t) =>
        t.Name.EndsWith(".bias", StringComparison.Ordinal) && _byName[t.Name[..^4] + "weight"].Columns > 0;

    private void Add(ImmutableArray<ParameterTensor>.Builder list, ref int length, string name, int rows, int columns)
    {
        int stride = columns == 0 ? 1 : KernelSet.Align(columns);
        var tensor = new ParameterTensor(name, rows, columns, length, stride);
        list.Add(tensor);
        _byName.Add(name, tensor);
        length += KernelSet.Align(rows * stride);
    }
}
