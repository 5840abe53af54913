using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Ploutos.Onnx;

/// <summary>Whether ONNX Runtime's native library loads. It exists for x64 and Arm64 on Linux (glibc) and
/// Windows, and for macOS on Apple's processors.</summary>
internal static class OnnxLibrary
{
    private static readonly Lazy<string?> s_problem = new(Look);

    /// <summary>Why it does not load, in one sentence; null where it does. Found out once a
    /// process.</summary>
    public static string? Problem => s_problem.Value;

    private static string? Look()
    {
        try
        {
            Load();
            return null;
        }
        catch (Exception e)
            when (e
                    is TypeInitializationException
                        or DllNotFoundException
                        or EntryPointNotFoundException
                        or BadImageFormatException
                        or FileNotFoundException
            )
        {
            Exception cause = e is TypeInitializationException { InnerException: { } inner } ? inner : e;
            return $"ONNX Runtime does not load on {RuntimeInformation.RuntimeIdentifier}; it exists for x64 and Arm64"
                + " on Linux (glibc) and Windows, and for macOS on Apple's processors"
                + $" ({cause.Message.Split('\n')[0].Trim().TrimEnd('.')}).";
        }
    }

    // Apart, so that its own files are looked for inside the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Load() => new SessionOptions().Dispose();
}
