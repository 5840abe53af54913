using System.Net;
using System.Text.Json;

namespace Ploutos.Web.Tests;

public sealed class ProxyTests(SimulatedWorkspace workspace)
{
    private const string Key = "q5Tz8-Ub3Ke7Wn2Ha9Lf4Dy6S";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9;proto=https")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "ploutos.example")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    public async Task A_server_without_a_key_refuses_what_came_through_a_proxy_and_says_why(string header, string value)
    {
        await using Server server = await Server.Start(workspace.Path);
        foreach (string path in new[] { "/api/v7/status", "/", "/metrics", "/css/site.css" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { header, value } } };
            using HttpResponseMessage answer = await server.Client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            JsonElement problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
            Assert.Equal("proxy_without_key", problem.GetProperty("code").GetString());
            Assert.Contains(header, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
            Assert.Contains("PLOUTOS_API_KEY", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.9.0.0/16", false)]
    public async Task The_login_cookie_is_secure_where_a_trusted_proxy_says_https(string proxy, bool isSecure)
    {
        await using Server server = await Server.Start(
            workspace.Path,
            new() { ApiKey = Key, TrustedProxies = [proxy] }
        );
        using var fresh = new HttpRequestMessage(HttpMethod.Get, "/login");
        fresh.Headers.Add("X-Forwarded-Proto", "https");
        fresh.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using HttpResponseMessage first = await server.Client.SendAsync(fresh, Stop);
        string given = string.Join(";", first.Headers.GetValues("Set-Cookie"));
        Assert.Equal(isSecure, given.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_limits_count_by_the_clients_own_address()
    {
        await using Server server = await Server.Start(
            workspace.Path,
            new() { ApiKey = Key, TrustedProxies = ["127.0.0.1"] }
        );
        for (int i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Wrong(server, "203.0.113.9"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Wrong(server, "203.0.113.9"));
        // What the client itself wrote before the proxy's own entry counts for nothing
        Assert.Equal(HttpStatusCode.TooManyRequests, await Wrong(server, "198.51.100.4, 203.0.113.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Wrong(server, "203.0.113.10"));
        // One holder of IPv6 addresses has 2^64 of them
        for (int i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Wrong(server, $"2001:db8:1:2::{i}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Wrong(server, "2001:db8:1:2:ffff::1"));
    }

    [Fact]
    public async Task What_an_untrusted_proxy_says_of_the_client_is_ignored_and_its_requests_are_limited()
    {
        await using Server server = await Server.Start(workspace.Path, new() { ApiKey = Key, RequestsPerSecond = 1 });
        HttpStatusCode[] through = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => Right(server, $"192.0.2.{i}"))
        );
        Assert.Contains(HttpStatusCode.TooManyRequests, through);
        for (int i = 0; i < 12; i++) // this machine itself has no such limit
            Assert.Equal(HttpStatusCode.OK, await Right(server, null));
    }

    private static Task<HttpStatusCode> Wrong(Server server, string forwarded) => Ask(server, "no", forwarded);

    private static Task<HttpStatusCode> Right(Server server, string? forwarded) => Ask(server, Key, forwarded);

    private static async Task<HttpStatusCode> Ask(Server server, string key, string? forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v7/status")
        {
            Headers = { { "X-Api-Key", key } },
        };
        if (forwarded is not null)
            request.Headers.Add("X-Forwarded-For", forwarded);
        using HttpResponseMessage answer = await server.Client.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
