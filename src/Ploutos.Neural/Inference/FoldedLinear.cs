using Ploutos.Neural.Kernels;
using Ploutos.Neural.Layers;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Inference;

/// <summary>A linear layer z = W h + b for prediction, with the batch norms around it folded into W
/// and b.</summary>
internal sealed class FoldedLinear
{
    private readonly float[] _weight;
    private readonly int _start;

    private FoldedLinear(int outputs, int inputs, int stride)
    {
        (Outputs, Inputs, Stride, Bias) = (outputs, inputs, stride, new float[outputs]);
        _weight = CacheLines.Allocate(outputs * stride, out _start);
    }

    public int Outputs { get; }

    public int Inputs { get; }

    /// <summary>Row stride of <see cref="Weight"/>; what lies between is zero.</summary>
    public int Stride { get; }

    /// <summary>W, [N, K].</summary>
    public Span<float> Weight => _weight.AsSpan(_start, Outputs * Stride);

    /// <summary>b, [N].</summary>
    public float[] Bias { get; }

    /// <summary>The last K % 16 columns of W, column after column, [K % 16, N]: what a product with one bar reads
    /// beside whole registers.</summary>
    public float[] LastColumns { get; private set; } = [];

    /// <summary>The layers of a network in the order they run: the stack, qkv and out where there
    /// is attention, and the classifier's two.</summary>
    public static FoldedLinear[] Fold(NetworkParameters parameters)
    {
        int depth = parameters.Shape.Stack.Length;
        var layers = new List<FoldedLinear>(depth + 4);
        for (int i = 0; i < depth; i++)
        {
            FoldedLinear linear = Copy(parameters, NetworkParameters.StackLinear(i));
            if (i == 0)
                linear.FoldNormBefore(parameters, "input_norm");
            linear.FoldNormAfter(parameters, NetworkParameters.StackNorm(i));
            layers.Add(linear);
        }

        string[] rest = parameters.Shape.HasAttention
            ? ["qkv", "out", "classifier.0", "classifier.2"]
            : ["classifier.0", "classifier.2"];
        layers.AddRange(rest.Select(name => Copy(parameters, name)));
        foreach (FoldedLinear layer in layers)
            layer.CopyLastColumns();
        return [.. layers];
    }

    private void CopyLastColumns()
    {
        int first = Inputs - Inputs % KernelSet.Alignment;
        ReadOnlySpan<float> weight = Weight;
        LastColumns = new float[(Inputs - first) * Outputs];
        for (int k = first; k < Inputs; k++)
            for (int n = 0; n < Outputs; n++)
                LastColumns[(k - first) * Outputs + n] = weight[n * Stride + k];
    }

    private static FoldedLinear Copy(NetworkParameters parameters, string name)
    {
        ParameterTensor weight = parameters[name + ".weight"],
            bias = parameters[name + ".bias"];
        var linear = new FoldedLinear(weight.Rows, weight.Columns, weight.RowStride);
        parameters.Values.AsSpan(weight.Offset, linear.Weight.Length).CopyTo(linear.Weight);
        parameters.Values.AsSpan(bias.Offset, linear.Outputs).CopyTo(linear.Bias);
        return linear;
    }

    /// <summary>W (s x + c) + b = (W s) x + (W c + b).</summary>
    private void FoldNormBefore(NetworkParameters parameters, string norm)
    {
        (double[] scale, double[] shift) = Affine(parameters, norm, Inputs);
        Span<float> weight = Weight;
        for (int n = 0; n < Outputs; n++)
        {
            double bias = Bias[n];
            for (int k = 0; k < Inputs; k++)
            {
                ref float w = ref weight[n * Stride + k];
                bias += w * shift[k];
                w = (float)(w * scale[k]);
            }

            Bias[n] = (float)bias;
        }
    }

    /// <summary>s (W x + b) + c = (s W) x + (s b + c).</summary>
    private void FoldNormAfter(NetworkParameters parameters, string norm)
    {
        (double[] scale, double[] shift) = Affine(parameters, norm, Outputs);
        Span<float> weight = Weight;
        for (int n = 0; n < Outputs; n++)
        {
            for (int k = 0; k < Inputs; k++)
                weight[n * Stride + k] = (float)(weight[n * Stride + k] * scale[n]);
            Bias[n] = (float)(Bias[n] * scale[n] + shift[n]);
        }
    }

    private static (double[] Scale, double[] Shift) Affine(NetworkParameters parameters, string norm, int features)
    {
        ReadOnlySpan<float> gamma = parameters.Values.AsSpan(parameters[norm + ".weight"].Offset, features);
        ReadOnlySpan<float> beta = parameters.Values.AsSpan(parameters[norm + ".bias"].Offset, features);
        ReadOnlySpan<float> mean = parameters.Running.AsSpan(
            parameters.StatisticsOffset(norm + ".running_mean"),
            features
        );
        ReadOnlySpan<float> variance = parameters.Running.AsSpan(
            parameters.StatisticsOffset(norm + ".running_var"),
            features
        );
        double[] scale = new double[features],
            shift = new double[features];
        for (int n = 0; n < features; n++)
        {
            scale[n] = gamma[n] / Math.Sqrt(variance[n] + BatchNormState.Epsilon);
            shift[n] = beta[n] - mean[n] * scale[n];
        }

        return (scale, shift);
    }
}
