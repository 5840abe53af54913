using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Ploutos.Experts.Foreign;

namespace Ploutos.Onnx;

/// <summary>A model in ONNX Runtime. It runs one row at a time: what a row gives depends on no other row, bit
/// for bit. Its memory is native: whoever reads a model for one answer disposes of it, and one that is shared
/// goes with the garbage, whose collector is told how large it is.</summary>
internal sealed class OnnxModel : IForeignModel, IDisposable
{
    /// <summary>How far above 1 rounding may carry a probability.</summary>
    private const double Rounding = 1e-5;

    private readonly InferenceSession _session;
    private readonly OnnxSignature _signature;
    private readonly string _path;
    private readonly int _bytes;
    private readonly string[] _inputs,
        _outputs;

    private bool _isDisposed;

    /// <param name="session">The model as it is loaded; owned from here on.</param>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="path">Where its file is, for errors.</param>
    /// <param name="bytes">How large the file is.</param>
    public OnnxModel(InferenceSession session, OnnxSignature signature, string path, int bytes)
    {
        (_session, _signature, _path, _bytes) = (session, signature, path, Math.Max(1, bytes));
        (_inputs, _outputs) = ([signature.Input], [signature.Output]);
        GC.AddMemoryPressure(_bytes);
    }

    ~OnnxModel() => Release();

    public int Window => _signature.Window;

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _session.Dispose();
        Release();
        GC.SuppressFinalize(this);
    }

    public double Probability(ReadOnlySpan<float> window)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using OrtValue input = _signature.IsDouble
            ? OrtValue.CreateTensorValueFromMemory(Doubles(window), _signature.Shape)
            : OrtValue.CreateTensorValueFromMemory(window.ToArray(), _signature.Shape);
        using var options = new RunOptions();
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, _inputs, [input], _outputs);
            return Checked(LastOf(results[0]));
        }
        catch (OnnxRuntimeException e)
        {
            throw OnnxReader.Wrong(
                _path,
                $"must run on {_signature.Window} bar(s) of inputs, but ONNX Runtime says: {OnnxReader.FirstLine(e)}",
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
                _path,
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
            _path,
            string.Create(CultureInfo.InvariantCulture, $"must give probabilities from 0 to 1, but gave {p}"),
            "Put the sigmoid or the softmax into the exported model"
        );

    /// <summary>The session itself frees its memory when it is disposed of or finalised.</summary>
    private void Release()
    {
        _isDisposed = true;
        GC.RemoveMemoryPressure(_bytes);
    }
}
