using System.Diagnostics;
using System.Globalization;
using Ploutos.Live.Simulation;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workflows.Views;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>Tests that count what the whole process holds, and so must run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

/// <summary>What the endless run holds on to.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class LiveMemoryTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A simulated fortnight in steps of a minute, with its daily runs: 20,160 looks at
    /// the clock.</summary>
    [Fact]
    public async Task Days_of_waiting_and_running_hold_on_to_no_memory_and_no_handles()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 12);
        await live.LoopAsync(live.Exchange.Start.AddDays(4), TimeSpan.FromMinutes(1));
        (long bytes, int handles) before = Held();
        await live.LoopAsync(live.Exchange.End, TimeSpan.FromMinutes(1));
        (long bytes, int handles) after = Held();
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"managed memory {before.bytes / 1024} KB, then ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{after.bytes / 1024} KB; open files {before.handles}, then {after.handles}; "
                )
                + string.Create(CultureInfo.InvariantCulture, $"{live.Workflows.SignalHistory().Count} signals")
        );
        Assert.True(after.bytes < before.bytes + (2 << 20), $"{after.bytes - before.bytes} bytes more are held");
    }

    public void Dispose() => _folder.Dispose();

    private static (long Bytes, int Handles) Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using Process process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.HandleCount);
    }
}
