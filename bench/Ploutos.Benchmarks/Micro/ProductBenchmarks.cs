using BenchmarkDotNet.Attributes;
using Ploutos.Neural;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Benchmarks.Micro;

/// <summary>A linear layer's shape.</summary>
public sealed record LayerCase(int Inputs, int Outputs) : ICountsFlops
{
    /// <summary>Rows a call.</summary>
    public const int Rows = 128;

    /// <inheritdoc/>
    public double Flops(string method) => 2.0 * Rows * Outputs * (Inputs + 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Inputs} -> {Outputs}";
}

/// <summary>The matrix products of the experts' layers at a batch of 128. The kernel is not
/// public, so each runs within the smallest network around it: one wide layer with ReLU and a stack
/// of width 1 behind it.</summary>
public class ProductBenchmarks
{
    private readonly float[] _class0 = new float[LayerCase.Rows],
        _class1 = new float[LayerCase.Rows];
    private float[] _inputs = [];
    private InferenceNetwork _network = null!;

    /// <summary>The layer.</summary>
    [ParamsSource(nameof(Layers))]
    public LayerCase Layer { get; set; } = null!;

    /// <summary>Every shape that the experts have.</summary>
    public static IEnumerable<LayerCase> Layers =>
        [new(28, 512), new(512, 256), new(256, 128), new(9, 256), new(6, 128), new(128, 128), new(128, 64)];

    /// <summary>The network around the layer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (_network, _inputs) = SmallNetwork.Around(Layer.Inputs, Layer.Outputs, Activation.Relu, LayerCase.Rows);
    }

    /// <summary>One forward pass.</summary>
    [Benchmark]
    public float Forward()
    {
        _network.Run(_inputs, LayerCase.Rows, 1, _class0, _class1);
        return _class0[0];
    }
}

/// <summary>The activation functions over 128 x 4,096 values, within a network of one input: each
/// value costs one multiply-add beside its activation and one behind it.</summary>
public class ActivationBenchmarks
{
    private const int Width = 4096;
    private readonly float[] _class0 = new float[LayerCase.Rows],
        _class1 = new float[LayerCase.Rows];
    private float[] _inputs = [];
    private InferenceNetwork _network = null!;

    /// <summary>The function.</summary>
    [ParamsAllValues]
    public Activation Function { get; set; }

    /// <summary>The network around the activation.</summary>
    [GlobalSetup]
    public void Setup() => (_network, _inputs) = SmallNetwork.Around(1, Width, Function, LayerCase.Rows);

    /// <summary>One value.</summary>
    [Benchmark(OperationsPerInvoke = LayerCase.Rows * Width)]
    public float Activate()
    {
        _network.Run(_inputs, LayerCase.Rows, 1, _class0, _class1);
        return _class0[0];
    }
}

/// <summary>A network that does little but one layer.</summary>
internal static class SmallNetwork
{
    public static (InferenceNetwork Network, float[] Inputs) Around(
        int inputs,
        int outputs,
        Activation activation,
        int rows
    )
    {
        var parameters = new NetworkParameters(
            new NetworkShape
            {
                Inputs = inputs,
                Stack = [outputs, 1],
                Activation = activation,
                Heads = 1,
                Window = 1,
                Skip = 0.1f,
                ClassifierWidth = 1,
            }
        );
        parameters.Initialise(0);
        var random = new Random(1);
        float[] values = new float[rows * inputs];
        foreach (ref float x in values.AsSpan())
            x = 2 * random.NextSingle() - 1;
        return (new InferenceNetwork(parameters, rows), values);
    }
}
