using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace Ploutos.Web.Safety;

/// <summary>Wrong keys by client, whatever they came in: a header, or the login form. Ten a minute
/// are answered as wrong, further ones are told to wait. Clients on this machine are no exception.
/// The right key is never counted and never refused.</summary>
internal sealed partial class WrongKeys(ILogger<WrongKeys> log) : IDisposable
{
    /// <summary>Wrong keys a minute that are answered as such.</summary>
    public const int PerMinute = 10;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        static client =>
            RateLimitPartition.GetFixedWindowLimiter(
                client,
                static _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = PerMinute,
                    Window = s_window,
                    QueueLimit = 0,
                }
            )
    );

    /// <summary>Counts and logs a wrong key.</summary>
    /// <returns>How long the client must wait; null where it may try again.</returns>
    public TimeSpan? Count(IPAddress client, string where)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(client);
        if (lease.IsAcquired)
        {
            Wrong(client, where);
            return null;
        }

        TooMany(client, where, PerMinute);
        return lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : s_window;
    }

    public void Dispose() => _limiter.Dispose();

    [LoggerMessage(LogLevel.Warning, "A wrong key was given from {Client} ({Where})")]
    private partial void Wrong(IPAddress client, string where);

    [LoggerMessage(
        LogLevel.Warning,
        "A wrong key was given from {Client} ({Where}), after {Count} others within a minute: it must wait"
    )]
    private partial void TooMany(IPAddress client, string where, int count);
}
