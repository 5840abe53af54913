using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Ploutos.Experts.Foreign;

namespace Ploutos.Onnx;

/// <summary>Reads ONNX files by ONNX Runtime.</summary>
internal sealed class OnnxReader : IForeignModelReader
{
    public string Name => "ONNX Runtime";

    public string? Unavailable => OnnxLibrary.Problem;

    public IReadOnlyDictionary<string, string> MetadataOf(byte[] content, string path) => File(content, path).Metadata;

    public IForeignModel Read(byte[] content, string path, int inputs)
    {
        ArgumentNullException.ThrowIfNull(content);
        OnnxFile file = File(content, path);
        if (file.External is { } external)
            throw Wrong(
                path,
                $"must hold all of its numbers, but those of '{external}' lie in another file",
                "Export it as one file"
            );
        if (file.Opsets.TryGetValue("", out long opset) && opset < OnnxFile.OldestOpset)
            throw Wrong(
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"must use operator set {OnnxFile.OldestOpset} or later, but uses {opset}"
                ),
                "Export it again with a later one"
            );
        InferenceSession session = Open(content, path);
        OnnxModel? model = null;
        try
        {
            OnnxSignature signature = OnnxSignature.Of(session, path, inputs);
            model = new(session, signature, path, content.Length);
            // On a row of zeros it must run, and give a probability.
            _ = model.Probability(new float[signature.Window * inputs]);
            return model;
        }
        catch
        {
            model?.Dispose();
            session.Dispose();
            throw;
        }
    }

    /// <summary>An error about a file, to be thrown.</summary>
    internal static InvalidDataException Wrong(string path, string rule, string remedy, Exception? cause = null) =>
        new($"'{path}', an ONNX model, {rule}. {remedy}.", cause);

    private static OnnxFile File(byte[] content, string path) =>
        OnnxFile.TryRead(content)
        ?? throw new InvalidDataException(
            $"'{path}' must be an ONNX file, with a graph and its operator sets, but is none. Export the model as ONNX."
        );

    private static InferenceSession Open(byte[] content, string path)
    {
        // One thread: the same row gives the same bits, and the callers have threads of their own.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            return new InferenceSession(content, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw Wrong(
                path,
                $"must be a model that ONNX Runtime can run, but it says: {FirstLine(e)}",
                "Export it again with operators and an operator set that it knows",
                e
            );
        }
    }

    /// <summary>What ONNX Runtime says, in one line without its code.</summary>
    internal static string FirstLine(OnnxRuntimeException e)
    {
        string line = e.Message.Split('\n')[0].Trim().TrimEnd('.');
        int code = line.LastIndexOf(']');
        return code >= 0 && code < line.Length - 1 ? line[(code + 1)..].Trim(' ', ':') : line;
    }
}
