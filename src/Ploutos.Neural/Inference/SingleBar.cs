using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Inference;

/// <summary>One bar on its own: every layer is a product of a matrix with a vector.
/// Attention sees that bar alone, so it returns its value.</summary>
internal sealed class SingleBar(NetworkShape shape, FoldedLinear[] layers, KernelSet kernels)
{
    private readonly float[] _input = new float[Widest(layers)];
    private readonly float[] _output = new float[Widest(layers)];
    private readonly float[] _features = new float[shape.Width];
    private readonly float[] _derivative = new float[Widest(layers)];

    public (float Logit0, float Logit1) Run(ReadOnlySpan<float> inputs)
    {
        inputs.CopyTo(_input);
        int depth = shape.Stack.Length;
        for (int i = 0; i < depth; i++)
            Activated(layers[i]);
        if (shape.HasAttention)
            Attend(layers[depth], layers[depth + 1]);
        Activated(layers[^2]);
        Product(layers[^1], 0, NetworkShape.Classes, _output);
        return (_output[0], _output[1]);
    }

    private void Attend(FoldedLinear qkv, FoldedLinear output)
    {
        _input.AsSpan(0, shape.Width).CopyTo(_features);
        Values(qkv);
        Product(output, 0, shape.Width, _output);
        for (int n = 0; n < shape.Width; n++)
            _input[n] = _features[n] + shape.Skip * _output[n];
    }

    private static int Widest(FoldedLinear[] layers) => layers.Max(l => Math.Max(l.Outputs, l.Stride));

    private void Activated(FoldedLinear layer)
    {
        Product(layer, 0, layer.Outputs, _output);
        ReadOnlySpan<float> z = _output.AsSpan(0, layer.Outputs);
        kernels.Activate(shape.Activation, z, 1f, 0f, default, _input, _derivative);
    }

    private void Values(FoldedLinear qkv)
    {
        int width = shape.Width / shape.Heads;
        for (int head = 0; head < shape.Heads; head++)
            Product(qkv, (3 * head + 2) * width, (3 * head + 3) * width, _output.AsSpan(head * width));
        _output.AsSpan(0, shape.Width).CopyTo(_input);
    }

    private void Product(FoldedLinear layer, int from, int to, Span<float> output)
    {
        kernels.VectorProduct(
            layer.Weight[(from * layer.Stride)..],
            layer.Stride,
            layer.LastColumns.Length == 0 ? default : layer.LastColumns.AsSpan(from),
            layer.Outputs,
            _input.AsSpan(0, layer.Inputs),
            layer.Bias.AsSpan(from, to - from),
            output
        );
    }
}
