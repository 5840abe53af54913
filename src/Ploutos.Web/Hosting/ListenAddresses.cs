using System.Net;
using Ploutos.Web.Safety;
using Ploutos.Web.Settings;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Hosting;

/// <summary>Where the host listens, checked before anything is opened.</summary>
internal sealed class ListenAddresses
{
    private ListenAddresses(IReadOnlyList<Uri> all, IReadOnlyList<IPNetwork> proxies) =>
        (All, Proxies) = (all, proxies);

    /// <summary>One address each; a host of <c>0.0.0.0</c> or <c>[::]</c> means every network of
    /// the machine.</summary>
    public IReadOnlyList<Uri> All { get; }

    /// <summary>The proxies that are trusted.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; }

    /// <summary>Nobody beyond this machine can reach any of them.</summary>
    public bool IsLoopback => All.All(IsLocal);

    /// <summary>Reads the addresses.</summary>
    /// <exception cref="PloutosException">One is no <c>http://host:port</c>, or reaches beyond this
    /// machine without a key, or the key is short.</exception>
    public static ListenAddresses Parse(ServeOptions options)
    {
        if (options.ApiKey is { } key && KeyRule.FaultOf(key) is { } fault)
        {
            throw new PloutosException(
                Fault.WrongUsage,
                $"{ServeOptions.KeyVariable} {fault}. Make one by chance, for example: openssl rand -hex 24"
            );
        }

        IPNetwork[] proxies = Forwarding.Parse(options.TrustedProxies);
        if (proxies.Length > 0 && options.ApiKey is null)
        {
            throw new PloutosException(
                Fault.WrongUsage,
                $"A trusted proxy ('{options.TrustedProxies[0]}') passes on whoever reaches it, so the server needs a "
                    + $"key, but {ServeOptions.KeyVariable} is not set. Set it, or name no proxy."
            );
        }

        Uri[] all = [.. options.Urls.Select(Parse)];
        if (all.Length == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                "urls must name at least one address, but is empty. Write for example http://localhost:5000."
            )
            {
                Remedies = [new ChangeOption("urls", "one address or more")],
            };
        Uri? open = Array.Find(all, u => !IsLocal(u));
        if (open is not null && options.ApiKey is null)
        {
            throw new PloutosException(
                Fault.WrongUsage,
                $"Listening beyond this machine needs a key, but {ServeOptions.KeyVariable} is not set and "
                    + $"'{open.OriginalString}' can be reached by others. Set it (openssl rand -hex 24 makes one), "
                    + $"or listen on http://localhost:{open.Port}."
            );
        }

        return new(all, proxies);
    }

    private static Uri Parse(string text)
    {
        // What Kestrel means by '*' and '+' is every network; an URI has no such host.
        string plain = text.Trim()
            .Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
            .Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        bool holds =
            Uri.TryCreate(plain, UriKind.Absolute, out Uri? address)
            && address.Scheme == Uri.UriSchemeHttp
            && address.PathAndQuery == "/"
            && address.UserInfo.Length == 0
            && (IsLocal(address) || IPAddress.TryParse(address.DnsSafeHost, out _));
        return holds
            ? address!
            : throw new PloutosException(
                Fault.WrongUsage,
                $"urls must be addresses of the form http://HOST:PORT, where HOST is localhost or an IP address, but"
                    + $" got '{text}'. "
                    + "For https put a reverse proxy in front."
            )
            {
                Remedies = [new ChangeOption("urls", "http://HOST:PORT")],
            };
    }

    private static bool IsLocal(Uri address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
