using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;

namespace Ploutos.Boosting;

/// <summary>Whether LightGBM's native library loads. It exists for x64 on Linux (glibc), macOS and
/// Windows, and needs an OpenMP runtime, which Linux and macOS install apart.</summary>
internal static class LightGbmLibrary
{
    private const string File = "lib_lightgbm",
        LinuxOpenMp = "libgomp.so.1";

    private static readonly Lazy<string?> s_problem = new(Look);

    /// <summary>Why it does not load, in one sentence; null where it does. Found out once a
    /// process.</summary>
    public static string? Problem => s_problem.Value;

    private static string? Look()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return $"LightGBM has no library for {RuntimeInformation.RuntimeIdentifier}: it needs an x64 processor.";
        try
        {
            Load();
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or FileNotFoundException)
        {
            return OperatingSystem.IsLinux() && !NativeLibrary.TryLoad(LinuxOpenMp, out _)
                    ? $"LightGBM needs {LinuxOpenMp}, which is not installed (Debian and Ubuntu: apt-get install"
                        + " libgomp1)."
                : OperatingSystem.IsMacOS() ? "LightGBM does not load; it needs libomp (brew install libomp)."
                : $"LightGBM does not load on {RuntimeInformation.RuntimeIdentifier}:"
                    + $" {e.Message.Split('\n')[0].Trim()}";
        }
    }

    // Apart, so that ML.NET's own files are looked for inside the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Load() =>
        NativeLibrary.Free(NativeLibrary.Load(File, typeof(LightGbmBinaryTrainer).Assembly, null));
}
