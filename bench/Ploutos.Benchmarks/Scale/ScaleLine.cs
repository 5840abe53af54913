using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ploutos.Neural.Threading;
using Ploutos.Neural.Training;

namespace Ploutos.Benchmarks.Scale;

/// <summary>One line of a table: a job on a number of cores.</summary>
/// <param name="Cores">Cores of the budget.</param>
/// <param name="Seconds">Median of the rounds.</param>
/// <param name="PeakMegabytes">Most resident memory meanwhile.</param>
/// <param name="Digest">Of all trained weights.</param>
/// <param name="Profile">Where the steps' time went; null where several trainings ran.</param>
internal sealed record ScaleLine(int Cores, double Seconds, long PeakMegabytes, string Digest, StepProfile? Profile)
{
    private const int MostRounds = 3;
    private const double SecondsForRounds = 4;

    /// <summary>Runs a job on a budget until its rounds have taken some seconds.</summary>
    public static ScaleLine Measure(int cores, Func<CoreBudget, StepProfile?, IReadOnlyList<TrainingResult>> job)
    {
        ResetPeak();
        GC.Collect();
        var seconds = new List<double>();
        IReadOnlyList<TrainingResult> results = [];
        StepProfile? profile = null;
        do
        {
            profile = new StepProfile();
            long start = Stopwatch.GetTimestamp();
            results = job(new CoreBudget(cores), profile);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        } while (seconds.Count < MostRounds && seconds.Sum() < SecondsForRounds);

        seconds.Sort();
        return new(cores, seconds[seconds.Count / 2], Peak(), Digested(results), profile.Steps > 0 ? profile : null);
    }

    private static string Digested(IReadOnlyList<TrainingResult> results)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TrainingResult result in results)
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(result.Parameters.Values.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    /// <summary>Linux forgets the peak of a process that asks for it.</summary>
    private static void ResetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    private static long Peak()
    {
        const string Status = "/proc/self/status";
        string? line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
            : null;
        return line is null
            ? Process.GetCurrentProcess().PeakWorkingSet64 >> 20
            : long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture) >> 10;
    }
}
