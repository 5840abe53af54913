namespace Ploutos.Web.Settings;

/// <summary>How the web host listens and whom it lets in.</summary>
public sealed record ServeOptions
{
    /// <summary>Names the environment variable with the key that guards the host.</summary>
    public const string KeyVariable = "PLOUTOS_API_KEY";

    /// <summary>The port of the guide.</summary>
    public const int DefaultPort = 5000;

    /// <summary>Where to listen, <c>http://HOST:PORT</c> each; with an address instead of
    /// localhost, port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [$"http://localhost:{DefaultPort}"];

    /// <summary>The key that every request must bear, of 128 bits or more; null lets everybody on this machine in, and
    /// nobody else.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Proxies in front of the host, an IP address or a network (10.0.0.0/24) each: what
    /// they say of a request's scheme and client holds. They need <see cref="ApiKey"/>.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Origins other than the host's own whose pages may read the API, such as
    /// <c>https://quant.example</c>; none by default.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Connections that one client may hold; beyond them its oldest idle ones are
    /// closed. Trusted proxies, which speak for many clients, have no such limit.</summary>
    public int ConnectionsPerClient { get; init; } = 256;

    /// <summary>Connections that all clients together may hold.</summary>
    public int Connections { get; init; } = 1000;

    /// <summary>Logs as one JSON object a line instead of text; both go to standard error.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Does the daily run of the workspace, too, as <c>ploutos live</c> would.</summary>
    public bool Live { get; init; }

    /// <summary>Prepares the first requests once the host listens: models, analyses and pages, in
    /// the background.</summary>
    public bool WarmUp { get; init; } = true;

    /// <summary>Requests a second that one client beyond this machine may make over time; bursts of
    /// four times as many pass.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Whether <see cref="RequestsPerSecond"/> holds for clients on this machine, too.</summary>
    public bool LimitLoopback { get; init; }
}
