using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ploutos.Web.Http;
using Ploutos.Web.Settings;
using Ploutos.Workspace;
using IPNetwork = System.Net.IPNetwork;

namespace Ploutos.Web.Safety;

/// <summary>Proxies in front of the host. What a trusted one says of scheme and client holds; what
/// others say is ignored. A host without a key that is reached through a proxy would be open to
/// everybody whom the proxy serves, so it refuses.</summary>
internal static partial class Forwarding
{
    /// <summary>Where the middleware keeps the proxy's own address.</summary>
    public const string OriginalFor = "X-Original-For";

    private static readonly string[] s_headers =
    [
        "X-Forwarded-For",
        "Forwarded",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Forwarded-Prefix",
        "X-Real-IP",
    ];

    /// <summary>The header by which a request says that a proxy passed it on; null where none does.</summary>
    public static string? HeaderOf(HttpRequest request) => Array.Find(s_headers, request.Headers.ContainsKey);

    /// <summary>The networks that an address or a CIDR each stands for.</summary>
    /// <exception cref="PloutosException">One is neither.</exception>
    public static IPNetwork[] Parse(IReadOnlyList<string> proxies) => [.. proxies.Select(Parse)];

    /// <summary>Refuses what a proxy passed on to a host without a key.</summary>
    public static void UseNoProxies(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
                HeaderOf(context.Request) is { } header
                    ? Problems
                        .Of(
                            StatusCodes.Status403Forbidden,
                            "proxy_without_key",
                            "This server has no key, so it answers this machine alone, "
                                + $"but the request bears {header}: it came through a proxy, "
                                + "behind which anybody may be. "
                                + $"Set {ServeOptions.KeyVariable}, and name the proxy as trusted."
                        )
                        .ExecuteAsync(context)
                    : next(context)
        );

    /// <summary>Takes scheme and client from trusted proxies.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<IPNetwork> proxies)
    {
        if (proxies.Count > 0)
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                ForwardLimit = null, // as far as the chain is of trusted proxies
            };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (IPNetwork proxy in proxies)
                options.KnownIPNetworks.Add(proxy);
            app.UseForwardedHeaders(options);
        }

        ILogger log = app
            .ApplicationServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(Forwarding).FullName!);
        int told = 0;
        app.Use(
            (context, next) =>
            {
                if (
                    HeaderOf(context.Request) is { } header
                    && !context.Request.Headers.ContainsKey(OriginalFor)
                    && Interlocked.Exchange(ref told, 1) == 0
                )
                    Untrusted(log, header, context.Connection.RemoteIpAddress ?? IPAddress.None);
                return next(context);
            }
        );
    }

    private static IPNetwork Parse(string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? one) && (one.ToString() == text || text.Contains(':')))
            return new(one, one.GetAddressBytes().Length * 8);
        if (IPNetwork.TryParse(text, out IPNetwork network) && network.PrefixLength > 0)
            return network;
        throw new PloutosException(
            Fault.WrongUsage,
            "A trusted proxy must be an IP address or a network such as 127.0.0.1 or 10.0.0.0/24, "
                + $"and not everybody (/0), but got '{text}'."
        );
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Requests bear {Header} and come from {Client}, which is no trusted proxy: what it says is ignored. "
            + "If it is your proxy, name it as trusted. Further ones are not logged."
    )]
    private static partial void Untrusted(ILogger log, string header, IPAddress client);
}
