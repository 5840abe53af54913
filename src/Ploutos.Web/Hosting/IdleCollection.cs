using Microsoft.Extensions.Hosting;

namespace Ploutos.Web.Hosting;

/// <summary>Gives memory back when the server falls quiet: a page of 500 tickers leaves megabytes of texts
/// behind, and the runtime collects only while it allocates, so a quiet server would keep them. Quiet is whoever
/// allocates next to nothing; no request and no job has to be asked.</summary>
internal sealed class IdleCollection(TimeProvider time) : BackgroundService
{
    private const long MostOfQuiet = 256 << 10,
        LeastWorth = 8 << 20;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    private long _before = long.MinValue / 2,
        _collected;

    /// <summary>Says at each look whether a collection is worth its pause now: next to nothing was allocated since
    /// the look before, but much since the last collection.</summary>
    /// <param name="allocated">Bytes that the process has ever allocated.</param>
    public bool IsDue(long allocated)
    {
        bool due = allocated - _before <= MostOfQuiet && allocated - _collected >= LeastWorth;
        _before = allocated;
        if (due)
            _collected = allocated;
        return due;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (IsDue(GC.GetTotalAllocatedBytes()))
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
