using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Ploutos.Onnx;

/// <summary>What goes into a model and what comes out.</summary>
/// <param name="Input">Name of the input, [rows, inputs] or [rows, window, inputs].</param>
/// <param name="Shape">Its shape for one row.</param>
/// <param name="IsDouble">Whether it takes double precision.</param>
/// <param name="Window">Bars that it sees.</param>
/// <param name="Output">Name of the output: the probability of class 1, or of both classes.</param>
internal sealed record OnnxSignature(string Input, long[] Shape, bool IsDouble, int Window, string Output)
{
    private const int LongestWindow = 4096;
    private static readonly string[] s_outputs = ["probability", "probabilities"];

    /// <summary>The signature of a model.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule.</exception>
    public static OnnxSignature Of(InferenceSession session, string path, int inputs)
    {
        if (session.InputMetadata.Count != 1)
            throw OnnxReader.Wrong(
                path,
                $"must have one input, but has {session.InputMetadata.Count}:"
                    + $" {string.Join(", ", session.InputMetadata.Keys)}",
                "Export it with all inputs in one table"
            );
        (string name, NodeMetadata input) = session.InputMetadata.Single();
        string wanted = string.Create(
            CultureInfo.InvariantCulture,
            $"[rows, {inputs}] or [rows, window, {inputs}] of single or double precision"
        );
        int[] shape = input.IsTensor ? input.Dimensions : [];
        bool isSound =
            shape.Length is 2 or 3
            && shape[0] is -1 or 1
            && shape[^1] == inputs
            && (shape.Length == 2 || shape[1] is >= 1 and <= LongestWindow)
            && (input.ElementType == typeof(float) || input.ElementType == typeof(double));
        if (!isSound)
            throw OnnxReader.Wrong(
                path,
                $"must take {wanted} ('{name}': the expert has {inputs} input(s)), but takes {Text(input)}",
                "Train and export it on the inputs of the expert, in their order"
            );
        int window = shape.Length == 3 ? shape[1] : 1;
        return new(
            name,
            shape.Length == 3 ? [1, window, inputs] : [1, inputs],
            input.ElementType == typeof(double),
            window,
            OutputOf(session, path)
        );
    }

    private static string OutputOf(InferenceSession session, string path)
    {
        string? name =
            s_outputs.FirstOrDefault(session.OutputMetadata.ContainsKey)
            ?? (session.OutputMetadata.Count == 1 ? session.OutputMetadata.Keys.Single() : null);
        if (name is null)
            throw OnnxReader.Wrong(
                path,
                $"must have one output, or one called {string.Join(" or ", s_outputs)}, but has"
                    + $" {string.Join(", ", session.OutputMetadata.Keys)}",
                "Name the output with the probability so"
            );
        NodeMetadata output = session.OutputMetadata[name];
        bool isSound =
            output.IsTensor
            && (output.ElementType == typeof(float) || output.ElementType == typeof(double))
            && (output.Dimensions is [_] || output.Dimensions is [_, 1 or 2 or -1] || output.Dimensions.Length == 0);
        return isSound
            ? name
            : throw OnnxReader.Wrong(
                path,
                $"must give the probability of class 1 as [rows], [rows, 1], or [rows, 2] with that of class 0 before"
                    + $" it, but '{name}' is {Text(output)}",
                "Export it with probabilities as a table (skl2onnx: the option zipmap=False)"
            );
    }

    private static string Size(int dimension) =>
        dimension < 0 ? "any" : dimension.ToString(CultureInfo.InvariantCulture);

    private static string Text(NodeMetadata value) =>
        value.IsTensor
            ? $"[{string.Join(", ", value.Dimensions.Select(Size))}]" + $" of {value.ElementType.Name}"
            : $"a {value.OnnxValueType switch
            {
                OnnxValueType.ONNX_TYPE_SEQUENCE => "sequence",
                OnnxValueType.ONNX_TYPE_MAP => "map",
                _ => "value of another kind",
            }}";
}
