using System.Diagnostics;

namespace Ploutos.Benchmarks.Peer;

/// <summary>What is counted: the time on the wall, or the processor time of the whole process (JIT
/// and garbage collector included). On a machine that others use, the latter still tells what a
/// single-threaded job costs.</summary>
internal sealed class Clock
{
    private readonly bool _cpu;

    private Clock(bool cpu) => _cpu = cpu;

    public static Clock Wall { get; } = new(cpu: false);

    public static Clock Processor { get; } = new(cpu: true);

    public static Clock From(Arguments arguments) =>
        arguments.Text("clock", "wall") switch
        {
            "wall" => Wall,
            "cpu" => Processor,
            string other => throw new ArgumentException($"--clock must be wall or cpu, but got '{other}'."),
        };

    /// <summary>Seconds that an action takes.</summary>
    public double Time(Action action)
    {
        double start = Now();
        action();
        return Now() - start;
    }

    /// <summary>Median of the seconds that one call takes, over rounds of several calls; warmed up
    /// until the JIT has had its say.</summary>
    public double Median(Action action, int rounds, int callsPerRound)
    {
        // Tiered compilation replaces a method some 100 ms after its 30th call.
        long start = Stopwatch.GetTimestamp();
        for (int calls = 0; calls < 50 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < 700; calls++)
            action();
        double[] seconds = new double[rounds];
        for (int r = 0; r < rounds; r++)
        {
            seconds[r] =
                Time(() =>
                {
                    for (int i = 0; i < callsPerRound; i++)
                        action();
                }) / callsPerRound;
        }

        Array.Sort(seconds);
        return 0.5 * (seconds[(rounds - 1) / 2] + seconds[rounds / 2]);
    }

    private double Now() =>
        _cpu ? Environment.CpuUsage.TotalTime.TotalSeconds : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
}
