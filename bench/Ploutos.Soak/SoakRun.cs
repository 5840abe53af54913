namespace Ploutos.Soak;

/// <summary>One run: load, a line a minute, and the verdicts.</summary>
internal static class SoakRun
{
    /// <summary>How much larger than after the first minute memory may be at the end.</summary>
    private const double FlatWithin = 1.05;

    /// <summary>How many of the wanted requests must have been answered.</summary>
    private const double FullRate = 0.99;

    /// <summary>Runs the load against a server on the workspace; whether every goal was met.</summary>
    public static async Task<bool> Run(SoakOptions options, string workspace)
    {
        using SoakServer server = await SoakServer.Start(options.Command, workspace);
        using var load = new Load(server, options);
        using var stop = new CancellationTokenSource();
        Task[] running =
        [
            .. Enumerable.Range(0, options.Streams).Select(_ => load.Listen(stop.Token)),
            load.Send(stop.Token),
        ];

        Console.WriteLine("minute  answered  median ms   99 % ms  streams  memory MB");
        var minutes = new List<Minute>();
        double first = double.NaN;
        long before = 0;
        using var clock = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (minutes.Count < options.Minutes && await clock.WaitForNextTickAsync() && !server.HasEnded)
        {
            double[] times = load.TakeTimes();
            long answered = load.Answered;
            var minute = new Minute(
                minutes.Count + 1,
                answered - before,
                At(times, 0.5),
                At(times, 0.99),
                load.OpenStreams,
                server.Megabytes("VmRSS")
            );
            before = answered;
            minutes.Add(minute);
            if (minutes.Count == 1)
                first = server.TakePeak();
            Console.WriteLine(
                $"{minute.Number,6}{minute.Answered,10}{minute.Median,11:F2}{minute.Slow,10:F1}"
                    + $"{minute.Streams,9}{minute.Megabytes,11:F1}"
            );
        }

        double peak = server.HasEnded ? double.NaN : server.TakePeak();
        await stop.CancelAsync();
        await Task.WhenAll(running);
        Console.WriteLine($"peak of the first minute, in which all caches fill: {first:F1} MB");
        return Judge(options, load, minutes, peak);
    }

    private static bool Judge(SoakOptions options, Load load, List<Minute> minutes, double peak)
    {
        foreach ((string what, int count) in load.Failures.OrderByDescending(f => f.Value))
            Console.WriteLine($"failed {count} times: {what}");
        int failures = load.Failures.Values.Sum();
        long wanted = 60L * options.Rate * options.Minutes;
        bool isFlat = minutes.Count > 0 && minutes[^1].Megabytes <= FlatWithin * minutes[0].Megabytes;
        bool[] met =
        [
            Goal($"{failures} errors in {load.Answered} requests, {load.Events} events", failures == 0),
            Goal($"{load.Answered} of {wanted} requests answered", load.Answered >= FullRate * wanted),
            Goal($"memory at the end is at most {FlatWithin:P0} of that after the first minute", isFlat),
            Goal(
                $"peak after the first minute, {peak:F1} MB, is below {options.MostMegabytes} MB",
                peak < options.MostMegabytes
            ),
        ];
        return met.All(m => m);
    }

    private static bool Goal(string what, bool isMet)
    {
        Console.WriteLine($"{(isMet ? "met   " : "MISSED")} {what}");
        return isMet;
    }

    private static double At(double[] ascending, double share) =>
        ascending.Length == 0 ? double.NaN : ascending[(int)(share * (ascending.Length - 1))];
}
