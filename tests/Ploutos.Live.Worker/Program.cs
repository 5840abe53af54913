using System.Globalization;
using Ploutos.Cli;
using Ploutos.Live.Simulation;
using Ploutos.Workflows.Observers;

namespace Ploutos.Live;

/// <summary>"at MOMENT ..." runs the command itself by a clock that stands at the moment. Else the daily run of
/// a simulated exchange in a process of its own, so that it can be
/// killed: WORKSPACE DAYS; with a third word it only makes the workspace. It is told on to the
/// workspace's own observers, as by <c>ploutos live</c>, and to a file.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args[0] == "at")
            return PloutosApp.Run(
                args[2..],
                new ClockPart(DateTimeOffset.Parse(args[1], CultureInfo.InvariantCulture))
            );
        string root = args[0];
        var exchange = new SimulatedExchange(
            Path.Combine(root, "exchange"),
            int.Parse(args[1], CultureInfo.InvariantCulture)
        );
        var clock = new SimulatedClock(exchange.Start, Path.Combine(root, "clock"));
        var live = new LiveWorkspace(root, exchange, clock);
        if (args.Length > 2)
        {
            live.Prepare();
            return 0;
        }

        live.Observers.AddRange(LiveObservers.Of(live.Workspace, clock));
        live.Observers.Add(new FileObserver(Path.Combine(root, "observed")));
        await live.LoopAsync(exchange.End);
        LiveObservers.Release(live.Observers);
        return 0;
    }
}

/// <summary>A clock for the command that stands still.</summary>
internal sealed class ClockPart(DateTimeOffset now) : TimeProvider, IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(TimeProvider) ? this : null;

    public override DateTimeOffset GetUtcNow() => now;
}
