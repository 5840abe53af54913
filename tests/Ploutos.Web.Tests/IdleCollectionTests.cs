using Ploutos.Web.Hosting;

namespace Ploutos.Web.Tests;

public sealed class IdleCollectionTests : IDisposable
{
    private const long Megabyte = 1 << 20;

    private readonly IdleCollection _idle = new(TimeProvider.System);

    public void Dispose() => _idle.Dispose();

    [Fact]
    public void A_server_that_fell_quiet_after_much_work_collects_once()
    {
        Assert.False(_idle.IsDue(100 * Megabyte), "nobody knows yet whether it is quiet");
        Assert.True(_idle.IsDue(100 * Megabyte));
        Assert.False(_idle.IsDue(100 * Megabyte));
        Assert.False(_idle.IsDue(100 * Megabyte + 1000), "nothing new to collect");
    }

    [Fact]
    public void A_busy_server_does_not_pause_for_a_collection()
    {
        for (int look = 1; look < 100; look++)
            Assert.False(_idle.IsDue(look * 5 * Megabyte));
    }

    [Fact]
    public void Little_work_between_quiet_times_adds_up_to_a_collection()
    {
        Assert.False(_idle.IsDue(7 * Megabyte));
        Assert.False(_idle.IsDue(7 * Megabyte));
        Assert.False(_idle.IsDue(9 * Megabyte));
        Assert.True(_idle.IsDue(9 * Megabyte));
        Assert.False(_idle.IsDue(16 * Megabyte));
        Assert.False(_idle.IsDue(16 * Megabyte));
    }
}
