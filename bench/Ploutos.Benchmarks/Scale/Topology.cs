using System.Globalization;

namespace Ploutos.Benchmarks.Scale;

/// <summary>Logical processors and the cores behind them: two threads of one core are not two
/// cores.</summary>
internal static class Topology
{
    private const string Folder = "/sys/devices/system/cpu";

    public static string Describe()
    {
        if (!Directory.Exists(Folder))
            return $"{Environment.ProcessorCount} logical processors";
        int cores = Directory
            .GetDirectories(Folder, "cpu*")
            .Select(d => Path.Combine(d, "topology/thread_siblings_list"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .Distinct(StringComparer.Ordinal)
            .Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} logical processors for this process, {cores} cores as the kernel sees them"
        );
    }
}
