using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ploutos.Tuning;
using Ploutos.Tuning.Storage;

namespace Ploutos.TunerBench;

/// <summary>Trials a second with several worker processes on one study: with no work, where the
/// storage is the limit, and with 50 ms of it.</summary>
internal static class WorkerBench
{
    public static int Run(string url, int trials)
    {
        List<object> results = [];
        foreach (int milliseconds in new[] { 0, 50 })
            foreach (int workers in new[] { 1, 2, 4 })
                results.Add(Measure(url, trials, workers, milliseconds));
        Console.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    storage = url.Split(':')[0],
                    trials,
                    results,
                }
            )
        );
        return 0;
    }

    public static int Work(string url, string study, string total, string milliseconds, string seed)
    {
        using StudyStorage storage = StudyDatabase.Open(url);
        TimeSpan work = TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture));
        Study shared = Study.Create(
            new StudyOptions
            {
                Name = study,
                Storage = storage,
                LoadIfExists = true,
                Sampler = new TpeSampler(new TpeOptions { Seed = uint.Parse(seed, CultureInfo.InvariantCulture) }),
            }
        );
        // The clock starts when a worker is up, not when its runtime starts.
        Console.WriteLine("ready");
        Console.ReadLine();
        shared.Optimize(
            t =>
            {
                double value = SearchSpace.Evaluate(t);
                if (work > TimeSpan.Zero)
                    t.CancellationToken.WaitHandle.WaitOne(work);
                return value;
            },
            new OptimizeOptions { TotalTrials = int.Parse(total, CultureInfo.InvariantCulture) }
        );
        return 0;
    }

    private static object Measure(string url, int trials, int workers, int milliseconds)
    {
        using StudyStorage storage = StudyDatabase.Open(url);
        string study = $"bench-{workers}-{milliseconds}-{Environment.ProcessId}";
        Process[] processes = [.. Enumerable.Range(0, workers).Select(i => Start(url, study, trials, milliseconds, i))];
        foreach (Process process in processes)
            process.StandardOutput.ReadLine();
        long start = Stopwatch.GetTimestamp();
        foreach (Process process in processes)
            process.StandardInput.WriteLine("go");
        foreach (Process process in processes)
            process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int finished = Study
            .Open(new StudyOptions { Name = study, Storage = storage })
            .Trials.Count(t => t.State == TrialState.Complete);
        storage.DeleteStudy(study);
        return finished == trials
            ? new
            {
                workers,
                work_ms = milliseconds,
                trials_per_second = Math.Round(trials / seconds, 1),
            }
            : throw new InvalidOperationException($"{finished} of {trials} trials finished with {workers} workers");
    }

    private static Process Start(string url, string study, int trials, int milliseconds, int seed)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(WorkerBench).Assembly.Location);
        foreach (object argument in new object[] { "worker", url, study, trials, milliseconds, seed })
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        return Process.Start(start)!;
    }
}
