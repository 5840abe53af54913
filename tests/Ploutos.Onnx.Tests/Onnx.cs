using Ploutos.Experts.Foreign;

namespace Ploutos.Onnx.Tests;

internal static class Onnx
{
    /// <summary>The real library; the calling test is skipped, with the reason, where it does not
    /// load.</summary>
    public static IForeignModelReader OrSkip()
    {
        var reader = (IForeignModelReader)new OnnxPart().GetService(typeof(IForeignModelReader))!;
        Assert.SkipWhen(reader.Unavailable is not null, reader.Unavailable ?? "");
        return reader;
    }
}
