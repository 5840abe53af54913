using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Safety;

/// <summary>Who asks: the address behind trusted proxies, in the unit that limits count by.</summary>
internal static class Client
{
    /// <summary>An IPv4 address, or the 64-bit network that one holder of IPv6 addresses owns.</summary>
    public static IPAddress Of(HttpContext context) => Unit(context.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <inheritdoc cref="Of"/>
    public static IPAddress Unit(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }

    /// <summary>Whether the request came from this machine itself: from a loopback address, and
    /// through no proxy, behind which anybody may be.</summary>
    public static bool IsHere(HttpContext context) =>
        IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.None)
        && Forwarding.HeaderOf(context.Request) is null
        && !context.Request.Headers.ContainsKey(Forwarding.OriginalFor);
}
