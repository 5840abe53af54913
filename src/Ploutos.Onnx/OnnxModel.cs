using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Ploutos.Experts.Foreign;

namespace Ploutos.Onnx;

/// <summary>A model in ONNX Runtime. It runs one row at a time: what a row gives depends on no other row, bit
/// for bit.</summary>
internal sealed class OnnxModel(InferenceSession session, OnnxSignature signature, string path) : IForeignModel
{
    /// <summary>How far above 1 rounding may carry a probability.</summary>
    private const double Rounding = 1e-5;

    private readonly string[] _inputs = [signature.Input],
        _outputs = [signature.Output];

    public int Window => signature.Window;

    public double Probability(ReadOnlySpan<float> window)
    {
        using OrtValue input = signature.IsDouble
            ? OrtValue.CreateTensorValueFromMemory(Doubles(window), signature.Shape)
            : OrtValue.CreateTensorValueFromMemory(window.ToArray(), signature.Shape);
        using var options = new RunOptions();
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, _inputs, [input], _outputs);
            return Checked(LastOf(results[0]));
        }
        catch (OnnxRuntimeException e)
        {
            throw OnnxReader.Wrong(
                path,
                $"must run on {signature.Window} bar(s) of inputs, but ONNX Runtime says: {OnnxReader.FirstLine(e)}",
                "Export it for any number of rows",
                e
            );
        }
    }

    private static double[] Doubles(ReadOnlySpan<float> window)
    {
        double[] values = new double[window.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = window[i];
        return values;
    }

    /// <summary>The probability of class 1 is the last number of a row.</summary>
    private double LastOf(OrtValue result)
    {
        OrtTensorTypeAndShapeInfo info = result.GetTensorTypeAndShape();
        if (info.ElementCount is not (1 or 2))
            throw OnnxReader.Wrong(
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"must give one or two numbers a row, but gave {info.ElementCount}"
                ),
                "Export the probability of class 1, or of both classes"
            );
        return info.ElementDataType == TensorElementType.Double
            ? result.GetTensorDataAsSpan<double>()[^1]
            : result.GetTensorDataAsSpan<float>()[^1];
    }

    private double Checked(double p) =>
        double.IsNaN(p) ? p
        : p is >= -Rounding and <= 1 + Rounding ? Math.Clamp(p, 0, 1)
        : throw OnnxReader.Wrong(
            path,
            string.Create(CultureInfo.InvariantCulture, $"must give probabilities from 0 to 1, but gave {p}"),
            "Put the sigmoid or the softmax into the exported model"
        );
}
