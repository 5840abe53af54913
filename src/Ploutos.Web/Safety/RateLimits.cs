using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Ploutos.Web.Http;
using Ploutos.Web.Settings;

namespace Ploutos.Web.Safety;

/// <summary>How often one client may ask. Beyond a limit: 429 with Retry-After.</summary>
internal static class RateLimits
{
    /// <summary>Starts of jobs: thirty a minute.</summary>
    public const string Starts = "starts";

    public static void AddLimits(this IServiceCollection services, ServeOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = static (rejected, _) => new(Refuse(rejected));
            limiter.AddPolicy(Starts, context => PerMinute(context, 30));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            {
                IPAddress client = Client.Of(context);
                return Client.IsHere(context) && !options.LimitLoopback
                    ? RateLimitPartition.GetNoLimiter(IPAddress.None) // no client's own
                    : RateLimitPartition.GetTokenBucketLimiter(
                        client,
                        _ =>
                            new()
                            {
                                TokenLimit = 4 * options.RequestsPerSecond,
                                TokensPerPeriod = options.RequestsPerSecond,
                                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                                QueueLimit = 0,
                            }
                    );
            });
        });

    private static RateLimitPartition<IPAddress> PerMinute(HttpContext context, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            Client.Of(context),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = permits,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }
        );

    private static Task Refuse(OnRejectedContext rejected)
    {
        int seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait)
            ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems
            .Of(
                StatusCodes.Status429TooManyRequests,
                "too_many_requests",
                $"Too many requests of one client. Wait {seconds} s."
            )
            .ExecuteAsync(rejected.HttpContext);
    }
}
