using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Ploutos.Web.Http;

namespace Ploutos.Web.Hosting;

/// <summary>Kestrel's addresses and limits.</summary>
internal static class Listening
{
    public static void Configure(KestrelServerOptions kestrel, ListenAddresses addresses, ConnectionLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxRequestBodySize = RequestBodies.MostBytes;
        kestrel.Limits.MaxRequestLineSize = 32 * 1024; // a batch of a thousand long tickers
        kestrel.Limits.MaxConcurrentConnections = null; // ConnectionLimits makes room instead of refusing
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        foreach (Uri address in addresses.All)
        {
            if (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip))
                kestrel.Listen(ip, address.Port, listen => listen.Use(limits.Watch));
            else
                kestrel.ListenLocalhost(address.Port, listen => listen.Use(limits.Watch));
        }
    }
}
