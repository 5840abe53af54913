using System.Runtime.CompilerServices;
using Ploutos.Boosting;
using Ploutos.Onnx;

namespace Ploutos.Tool;

/// <summary>The parts that the command can do without. Whoever wants a smaller folder deletes their
/// files.</summary>
internal static class OptionalParts
{
    /// <summary>Those whose files are there.</summary>
    public static IReadOnlyList<IServiceProvider> Load() =>
        [
            .. new Func<IServiceProvider>[] { Boosting, Onnx }
                .Select(TryLoad)
                .OfType<IServiceProvider>(),
        ];

    private static IServiceProvider? TryLoad(Func<IServiceProvider> part)
    {
        try
        {
            return part();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    // Each apart, so that its assembly is looked for inside the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static BoostingPart Boosting() => new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OnnxPart Onnx() => new();
}
