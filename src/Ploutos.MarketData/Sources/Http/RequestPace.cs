namespace Ploutos.MarketData.Sources.Http;

/// <summary>Spaces requests evenly: each caller gets the next free moment and waits for it.</summary>
internal sealed class RequestPace(double perSecond, TimeProvider time)
{
    private readonly long _interval = (long)(time.TimestampFrequency / perSecond);
    private readonly Lock _turn = new();
    private long _next = long.MinValue;

    public Task WaitAsync(CancellationToken cancellation)
    {
        long wait;
        lock (_turn)
        {
            long now = time.GetTimestamp(),
                mine = Math.Max(now, _next);
            _next = mine + _interval;
            wait = mine - now;
        }

        return wait <= 0
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromSeconds((double)wait / time.TimestampFrequency), time, cancellation);
    }
}
