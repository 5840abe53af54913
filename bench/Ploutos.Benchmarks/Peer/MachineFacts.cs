using System.Runtime.InteropServices;
using Ploutos.Neural.Kernels;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Benchmarks.Peer;

/// <summary>What every figure must be read with.</summary>
internal static class MachineFacts
{
    public static IEnumerable<object> Run()
    {
        yield return new
        {
            processor = Processor(),
            cores = Environment.ProcessorCount,
            simd = SimdInfo.Level.ToString(),
            fma_gflops = Math.Round(FusedMultiplyAddPeak.Measure(), 1),
            runtime = RuntimeInformation.FrameworkDescription,
            system = $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}",
        };
    }

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
