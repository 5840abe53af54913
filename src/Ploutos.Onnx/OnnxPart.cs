using Ploutos.Experts.Foreign;

namespace Ploutos.Onnx;

/// <summary>The part of the program that reads ONNX files: it provides
/// <see cref="IForeignModelReader"/>. Nothing native is loaded before that is used.</summary>
public sealed class OnnxPart : IServiceProvider
{
    private readonly OnnxReader _reader = new();

    /// <summary><see cref="IForeignModelReader"/>; null for any other type.</summary>
    public object? GetService(Type serviceType) => serviceType == typeof(IForeignModelReader) ? _reader : null;
}
